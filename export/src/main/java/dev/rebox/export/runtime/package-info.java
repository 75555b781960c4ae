/** Detection with ONNX Runtime, which must be on the class path: {@code com.microsoft.onnxruntime:onnxruntime}. */
@NullMarked
package dev.rebox.export.runtime;

import org.jspecify.annotations.NullMarked;
