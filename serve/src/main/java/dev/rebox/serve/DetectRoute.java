package dev.rebox.serve;

import dev.rebox.detector.ExplainedDetection;
import dev.rebox.evaluate.results.DetectionsDocument;
import dev.rebox.serve.detect.DetectionRequest;
import dev.rebox.serve.detect.DetectionResult;
import dev.rebox.serve.detect.DetectionService;
import dev.rebox.serve.detect.Upload;
import dev.rebox.serve.detect.Uploads;
import dev.rebox.serve.http.BodyReader;
import dev.rebox.serve.http.Deadline;
import dev.rebox.serve.http.JsonResponse;
import dev.rebox.serve.http.Limits;
import dev.rebox.serve.http.RequestException;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code POST /detect}: an image, or a form with several, to the document that {@code rebox detect --json} prints. */
final class DetectRoute {
    private final DetectionService service;
    private final BodyReader bodies;
    private final Limits limits;

    DetectRoute(DetectionService service, BodyReader bodies, Limits limits) {
        this.service = service;
        this.bodies = bodies;
        this.limits = limits;
    }

    void answer(Context request) {
        Deadline deadline = Deadline.in(limits.time());
        OptionalDouble threshold = DetectionRequest.threshold(request.queryParam("threshold"));
        boolean explain = explain(request.queryParam("explain"));
        String given = request.queryParam("name");
        try (BodyReader.Body body = bodies.read(request.req(), deadline)) {
            List<Upload> uploads = Uploads.of(body.bytes(), request.contentType(), given == null ? "image" : given);
            DetectionResult found = service.detect(new DetectionRequest(uploads, threshold, explain), deadline);
            DetectionsDocument document = new DetectionsDocument();
            found.images().forEach(i -> document.add(Path.of(i.name()), i.detections(), found.labels()));
            request.header("Server-Timing", timing(found));
            request.header("Rebox-Model-Version", Integer.toString(found.model()));
            JsonResponse.send(request, 200, explain ? explained(document, found) : document.entries());
        }
    }

    /** The entries, each with its explanation. */
    private static List<ExplainedEntry> explained(DetectionsDocument document, DetectionResult found) {
        List<ExplainedDetection> all =
                found.images().stream().flatMap(image -> image.found().stream()).toList();
        return IntStream.range(0, all.size())
                .mapToObj(i ->
                        ExplainedEntry.of(document.entries().get(i), all.get(i).refinement(), found.labels()))
                .toList();
    }

    /** @throws RequestException where it is neither true nor false */
    private static boolean explain(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new RequestException(400, "explain: '" + text + "' is not one of true, false");
    }

    /** In milliseconds, as browsers show them: until a worker was free, for decoding and for detection. */
    private static String timing(DetectionResult found) {
        double decoding = found.images().stream()
                .mapToDouble(DetectionResult.Image::decoding)
                .sum();
        double detecting = found.images().stream()
                .mapToDouble(DetectionResult.Image::detecting)
                .sum();
        return String.format(
                Locale.ROOT,
                "queue;dur=%.1f, decode;dur=%.1f, detect;dur=%.1f",
                1e3 * found.waited(),
                1e3 * decoding,
                1e3 * detecting);
    }
}
