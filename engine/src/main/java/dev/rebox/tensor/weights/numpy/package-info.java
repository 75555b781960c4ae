/**
 * Archives of NumPy arrays.
 */
@NullMarked
package dev.rebox.tensor.weights.numpy;

import org.jspecify.annotations.NullMarked;
