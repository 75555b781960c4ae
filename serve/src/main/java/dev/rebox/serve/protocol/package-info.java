/**
 * The Open Inference Protocol (KServe's version 2), REST, with its binary extension: what clients of Triton, KServe and others
 * speak. Source: the protocol's document, "Open Inference Protocol Specification" and "Binary Tensor Data Extension".
 */
@NullMarked
package dev.rebox.serve.protocol;

import org.jspecify.annotations.NullMarked;
