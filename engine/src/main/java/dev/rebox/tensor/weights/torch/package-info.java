/**
 * Checkpoints of PyTorch, read without running anything that is in them.
 */
package dev.rebox.tensor.weights.torch;
