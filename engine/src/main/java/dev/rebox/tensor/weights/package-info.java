/**
 * Files of named tensors: safetensors read and written, PyTorch's state dicts and NumPy's archives read. A file is never
 * trusted: every length is checked before memory is taken, and nothing in a file is executed.
 */
@NullMarked
package dev.rebox.tensor.weights;

import org.jspecify.annotations.NullMarked;
