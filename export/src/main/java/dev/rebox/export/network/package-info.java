/**
 * Detectors as graphs, a class for each part: what {@link dev.rebox.detector.TwoStageDetector#detect} computes, node by node.
 * Nodes are called as the parameters are. {@link dev.rebox.export.network.DetectorGraph} puts the parts together.
 */
@NullMarked
package dev.rebox.export.network;

import org.jspecify.annotations.NullMarked;
