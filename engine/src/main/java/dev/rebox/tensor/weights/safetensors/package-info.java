/**
 * The safetensors format.
 */
@NullMarked
package dev.rebox.tensor.weights.safetensors;

import org.jspecify.annotations.NullMarked;
