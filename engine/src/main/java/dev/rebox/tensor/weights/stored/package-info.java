/**
 * How tensors stand in a file: their types, their entries, their bytes.
 */
package dev.rebox.tensor.weights.stored;
