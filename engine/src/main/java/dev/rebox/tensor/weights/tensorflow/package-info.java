/**
 * TensorFlow 1's files of weights, read without TensorFlow: frozen graphs ({@code .pb}) and checkpoints ({@code .index} with
 * {@code .data-00000-of-00001}). Only constants and variables are looked at: nothing in a graph is executed.
 */
@NullMarked
package dev.rebox.tensor.weights.tensorflow;

import org.jspecify.annotations.NullMarked;
