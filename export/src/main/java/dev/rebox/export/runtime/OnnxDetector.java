package dev.rebox.export.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.rebox.ObjectDetector;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.export.ExportMetadata;
import dev.rebox.export.network.DetectorGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A detector that {@code rebox export} wrote, run by ONNX Runtime on the processor. May be used from several threads. */
public final class OnnxDetector implements ObjectDetector {
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rebox");

    private final Path file;
    private final OrtSession session;
    private final ExportMetadata metadata;

    private OnnxDetector(Path file, OrtSession session, ExportMetadata metadata) {
        this.file = file;
        this.session = session;
        this.metadata = metadata;
    }

    /**
     * Opens a file.
     *
     * @param threads that work on an image; 0: as many as ONNX Runtime thinks best
     * @throws DataException where it is not a whole ONNX file, or not one of Rebox
     */
    public static OnnxDetector open(Path file, int threads) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": no such file");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setIntraOpNumThreads(threads);
            OrtSession session = ENVIRONMENT.createSession(file.toString(), options);
            try {
                return new OnnxDetector(
                        file, session, ExportMetadata.of(session.getMetadata().getCustomMetadata(), file));
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new DataException(
                    file + ": ONNX Runtime cannot open it, it is damaged or not an ONNX file: " + line(e), e);
        }
    }

    private static String line(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }

    @Override
    public LabelMap labels() {
        return metadata.labels();
    }

    @Override
    public Map<String, Double> thresholds() {
        return metadata.thresholds();
    }

    /** What the file says of itself. */
    public ExportMetadata metadata() {
        return metadata;
    }

    @Override
    public List<Detection> detect(RgbImage image) {
        ResizeRule.Target target = metadata.sizing().of(image.width(), image.height());
        return detectResized(image.resize(target.width(), target.height())).stream()
                .map(d -> d.scale(1 / target.scaleX(), 1 / target.scaleY()))
                .toList();
    }

    /** Detections in an image that has the size that the detector wants, in the pixels of that size, by falling score. */
    public List<Detection> detectResized(RgbImage image) {
        long[] shape = {1, 3, image.height(), image.width()};
        try (OnnxTensor input = OnnxTensor.createTensor(ENVIRONMENT, planes(image), shape);
                OrtSession.Result result = session.run(Map.of(DetectorGraph.IMAGE, input))) {
            FloatBuffer boxes = output(result, DetectorGraph.BOXES).getFloatBuffer();
            FloatBuffer scores = output(result, DetectorGraph.SCORES).getFloatBuffer();
            LongBuffer labels = output(result, DetectorGraph.LABELS).getLongBuffer();
            List<Detection> found = new ArrayList<>();
            for (int i = 0; i < scores.limit() && labels.get(i) > 0; i++) { // what fills up has the label 0
                Box box = new Box(boxes.get(4 * i), boxes.get(4 * i + 1), boxes.get(4 * i + 2), boxes.get(4 * i + 3));
                found.add(new Detection(box, (int) labels.get(i), scores.get(i)));
            }
            return found;
        } catch (OrtException e) {
            throw new ReboxException(file + ": ONNX Runtime cannot run it: " + line(e), e);
        }
    }

    private static OnnxTensor output(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow();
    }

    /** (H, W, 3) bytes to (3, H, W) floats 0..255. */
    private static FloatBuffer planes(RgbImage image) {
        byte[] rgb = image.rgb();
        int pixels = rgb.length / 3;
        FloatBuffer planes = ByteBuffer.allocateDirect(Float.BYTES * rgb.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < pixels; i++) {
            for (int channel = 0; channel < 3; channel++) {
                planes.put(channel * pixels + i, rgb[3 * i + channel] & 0xFF);
            }
        }
        return planes;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ReboxException(file + ": cannot be closed: " + line(e), e);
        }
    }
}
