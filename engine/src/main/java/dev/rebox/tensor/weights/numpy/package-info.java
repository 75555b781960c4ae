/**
 * Archives of NumPy arrays.
 */
package dev.rebox.tensor.weights.numpy;
