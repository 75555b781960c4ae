/**
 * The two-stage detector: backbone, region proposals ({@code proposal}), head ({@code head}), auxiliary tasks and
 * refinement, put together in {@link dev.rebox.detector.TwoStageDetector}; which boxes anchors and regions stand for is
 * decided in {@code target}.
 */
@NullMarked
package dev.rebox.detector;

import org.jspecify.annotations.NullMarked;
