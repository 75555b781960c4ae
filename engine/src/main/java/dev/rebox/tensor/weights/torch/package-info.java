/**
 * Checkpoints of PyTorch, read without running anything that is in them.
 */
@NullMarked
package dev.rebox.tensor.weights.torch;

import org.jspecify.annotations.NullMarked;
