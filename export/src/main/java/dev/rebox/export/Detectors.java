package dev.rebox.export;

import dev.rebox.ObjectDetector;
import dev.rebox.Rebox;
import dev.rebox.config.Device;
import dev.rebox.error.ReboxException;
import dev.rebox.export.runtime.OnnxDetector;
import java.nio.file.Path;

/** Opens whatever finds objects. */
public final class Detectors {
    private Detectors() {}

    /**
     * The detector of a run folder, of a model file, or of an exported file ({@code .onnx}).
     *
     * @param device of the tensor engine; ONNX Runtime uses the processor
     * @throws dev.rebox.error.DataException if there is none, or a damaged one
     */
    public static ObjectDetector open(Path runOrFile, Device device) {
        return isExported(runOrFile) ? onnx(runOrFile) : Rebox.load(runOrFile, device);
    }

    /** Whether a user means an exported file. */
    public static boolean isExported(Path runOrFile) {
        return runOrFile.toString().endsWith(".onnx");
    }

    /** An exported detector. @throws ReboxException where ONNX Runtime lacks */
    static OnnxDetector onnx(Path file) {
        try {
            return OnnxDetector.open(file, 0);
        } catch (LinkageError e) {
            throw new ReboxException(
                    file
                            + ": ONNX Runtime cannot be loaded; add com.microsoft.onnxruntime:onnxruntime to the class path: "
                            + e.getMessage(),
                    e);
        }
    }
}
