/**
 * The thin layer over the tensor engine (libtorch): loading it, named parameters, convolutions with frozen batch
 * normalisation, crop-and-resize, weights files. Everything above it thinks in networks, not in pointers.
 *
 * <p>Memory: Java's collector knows nothing of tensors, so every tensor has exactly one owner, which frees it.
 *
 * <ul>
 *   <li>A {@link org.bytedeco.javacpp.PointerScope} owns what is made on its thread while it is the innermost: the
 *       tensors of a step, a detection, a file's entry. Code that makes tensors runs within one; without one they are
 *       lost. {@link dev.rebox.tensor.NativeScope} frees a part's leavings before the whole is done.
 *   <li>{@link dev.rebox.tensor.Parameters} own the parameters of a network, and whatever its layers compute from these
 *       and keep: a layer has {@code parameters.derived()} for that, and no field of type tensor. Closing the parameters,
 *       as {@code Model.close()} does, frees all of it.
 *   <li>An optimiser owns its state. Whoever makes one closes it, best by try-with-resources.
 *   <li>What lives as long as the process is a constant, made once: {@link dev.rebox.tensor.Scalars}, the devices of
 *       {@link dev.rebox.tensor.Engine}. Never make one for each network.
 * </ul>
 *
 * <p>Anything else that must outlive its scope goes into an {@link dev.rebox.tensor.Owned}, which its holder closes.
 * Nobody else calls {@code retainReference()} or {@code releaseReference()}: a test of the rooms' order refuses that, and
 * {@link dev.rebox.tensor.Owned#live()} tells tests whether anything was left behind.
 */
@NullMarked
package dev.rebox.tensor;

import org.jspecify.annotations.NullMarked;
