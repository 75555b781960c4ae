/**
 * Trained detectors as ONNX files: {@link dev.rebox.export.Exporter} writes one and shows that it finds the same; {@link
 * dev.rebox.export.runtime.OnnxDetector} finds objects with one.
 */
@NullMarked
package dev.rebox.export;

import org.jspecify.annotations.NullMarked;
