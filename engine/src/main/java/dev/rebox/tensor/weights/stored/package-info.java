/**
 * How tensors stand in a file: their types, their entries, their bytes.
 */
@NullMarked
package dev.rebox.tensor.weights.stored;

import org.jspecify.annotations.NullMarked;
