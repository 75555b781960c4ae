package dev.rebox.serve.detect;

import dev.rebox.ObjectDetector;
import dev.rebox.box.Detection;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.detector.ExplainedDetection;
import dev.rebox.error.DataException;
import dev.rebox.serve.http.Deadline;
import dev.rebox.serve.http.Limits;
import dev.rebox.serve.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** From uploaded images to what is in them: judged by their headers here, decoded and looked at by the workers of the queue. */
public final class DetectionService {
    private final ServedModel model;
    private final DetectionQueue queue;
    private final Limits limits;
    private final ServerMetrics metrics;

    public DetectionService(ServedModel model, DetectionQueue queue, Limits limits, ServerMetrics metrics) {
        this.model = model;
        this.queue = queue;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * Detects in all images of a request, with one model.
     *
     * @throws RequestException naming the image where one cannot be used, or where the server has too much to do
     */
    public DetectionResult detect(DetectionRequest request, Deadline deadline) {
        request.images().forEach(image -> image.check(limits.megapixels()));
        long asked = System.nanoTime();
        try (ServedModel.Lease lease = model.lease()) {
            List<Callable<Timed>> works = new ArrayList<>();
            for (Upload image : request.images()) {
                works.add(() -> detect(image, request, lease));
            }
            List<Timed> found = queue.all(works, deadline);
            long lastBegun = found.stream().mapToLong(Timed::begun).max().orElse(asked);
            return new DetectionResult(
                    lease.detector().labels(),
                    lease.number(),
                    found.stream().map(Timed::image).toList(),
                    (lastBegun - asked) / 1e9);
        }
    }

    /** @param begun when a worker took it up, of {@link System#nanoTime()} */
    private record Timed(DetectionResult.Image image, long begun) {}

    private Timed detect(Upload upload, DetectionRequest request, ServedModel.Lease ofRequest) {
        long begun = System.nanoTime();
        try (ServedModel.Lease lease = ofRequest.again()) {
            ObjectDetector detector = lease.detector();
            RgbImage image = ImageDecoder.read(upload.path(), upload.bytes());
            long decoded = System.nanoTime();
            List<ExplainedDetection> found = detect(detector, image, request.explain()).stream()
                    .filter(d -> isShown(d.detection(), request, detector))
                    .toList();
            double detecting = (System.nanoTime() - decoded) / 1e9;
            metrics.detected(detecting, found.size());
            return new Timed(
                    new DetectionResult.Image(upload.name(), found, (decoded - begun) / 1e9, detecting), begun);
        } catch (DataException e) {
            throw new RequestException(400, String.valueOf(e.getMessage()));
        }
    }

    private static List<ExplainedDetection> detect(ObjectDetector detector, RgbImage image, boolean explain) {
        return explain
                ? detector.explain(image)
                : detector.detect(image).stream()
                        .map(d -> new ExplainedDetection(d, Optional.empty()))
                        .toList();
    }

    private static boolean isShown(Detection detection, DetectionRequest request, ObjectDetector detector) {
        return detection.score() >= request.threshold().orElseGet(() -> detector.leastScore(detection.label()));
    }
}
