package dev.rebox.serve.detect;

import dev.rebox.box.Detection;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.DataException;
import dev.rebox.serve.http.Deadline;
import dev.rebox.serve.http.Limits;
import dev.rebox.serve.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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
     * @param threshold the least score; none: what was chosen for each class, else 0.5
     * @throws RequestException naming the image where one cannot be used, or where the server has too much to do
     */
    public DetectionResult detect(List<Upload> uploads, OptionalDouble threshold, Deadline deadline) {
        uploads.forEach(upload -> upload.check(limits.megapixels()));
        long asked = System.nanoTime();
        try (ServedModel.Lease lease = model.lease()) {
            List<Callable<Timed>> works = new ArrayList<>();
            for (Upload upload : uploads) {
                works.add(() -> look(upload, threshold.orElse(Double.NaN), lease));
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

    private Timed look(Upload upload, double threshold, ServedModel.Lease request) {
        long begun = System.nanoTime();
        try (ServedModel.Lease lease = request.again()) {
            RgbImage image = ImageDecoder.read(upload.path(), upload.bytes());
            long decoded = System.nanoTime();
            List<Detection> all = lease.detector().detect(image);
            List<Detection> shown = DetectionResult.shown(all, lease.detector(), threshold);
            double detecting = (System.nanoTime() - decoded) / 1e9;
            metrics.detected(detecting, shown.size());
            DetectionResult.Image found = new DetectionResult.Image(
                    upload.name(), image.width(), image.height(), shown, (decoded - begun) / 1e9, detecting);
            return new Timed(found, begun);
        } catch (DataException e) {
            throw new RequestException(400, String.valueOf(e.getMessage()));
        }
    }
}
