/**
 * The thin layer over the tensor engine (libtorch): loading it, named parameters, convolutions with frozen batch
 * normalisation, crop-and-resize, weights files. Everything above it thinks in networks, not in pointers.
 *
 * <p>Memory: tensors belong to the innermost {@link org.bytedeco.javacpp.PointerScope} of their thread and are freed with
 * it. Whoever keeps one calls {@code retainReference()} and later {@code releaseReference()}.
 */
package dev.rebox.tensor;
