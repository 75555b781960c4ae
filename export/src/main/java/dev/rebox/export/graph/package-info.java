/**
 * Graphs in the ONNX format: {@link dev.rebox.export.graph.Graph} holds nodes and constants, {@link
 * dev.rebox.export.graph.Ops} writes them as one writes arithmetic. Knows nothing of detectors.
 */
@NullMarked
package dev.rebox.export.graph;

import org.jspecify.annotations.NullMarked;
