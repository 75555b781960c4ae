/**
 * The safetensors format.
 */
package dev.rebox.tensor.weights.safetensors;
