package dev.rebox.serve;

import dev.rebox.ObjectDetector;
import dev.rebox.config.Device;
import dev.rebox.serve.detect.DetectionQueue;
import dev.rebox.serve.detect.DetectionService;
import dev.rebox.serve.detect.ModelSource;
import dev.rebox.serve.detect.ModelWatch;
import dev.rebox.serve.detect.ServedModel;
import dev.rebox.serve.detect.ServerMetrics;
import dev.rebox.serve.http.AccessControl;
import dev.rebox.serve.http.BodyReader;
import dev.rebox.serve.http.HttpServer;
import dev.rebox.serve.http.JsonResponse;
import dev.rebox.serve.http.StaticFile;
import dev.rebox.serve.protocol.ProtocolRoutes;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Serves a trained detector over HTTP:
 *
 * <pre>{@code
 * try (DetectionServer server = DetectionServer.start(Path.of("runs/first"), Device.AUTO, ServerOptions.local(8080, 2))) {
 *     System.out.println(server.url());
 *     ...
 * }
 * }</pre>
 *
 * The model's files are watched, and a changed model takes the place of the old one while requests go on.
 */
public final class DetectionServer implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Those that tell nothing of what is served: a page that asks for the token must come without it, and so must probes. */
    private static final Set<String> OPEN = Set.of(
            "/",
            "/page.css",
            "/page.js",
            "/drawing.js",
            "/explanation.js",
            "/openapi.json",
            "/v2/health/live",
            "/v2/health/ready");

    private static final String BEGUN = "rebox.begun";

    private final ServedModel model;
    private final DetectionQueue queue;
    private final ModelWatch watch;
    private final HttpServer http;
    private final String name;
    private volatile boolean stopping;

    /**
     * Loads a detector and listens.
     *
     * @param runOrFile a run folder, a model file or an exported {@code .onnx} file
     * @throws dev.rebox.error.DataException where there is no detector, or a damaged one
     * @throws dev.rebox.error.ConfigException where other machines reach the server and there is no token
     * @throws dev.rebox.error.ReboxException where the port is taken
     */
    public static DetectionServer start(Path runOrFile, Device device, ServerOptions options) {
        AccessControl access = AccessControl.of(options.host(), options.token());
        ModelSource source = new ModelSource(runOrFile, device);
        String state = source.state();
        ServedModel model = new ServedModel(source.open());
        try {
            return new DetectionServer(source, state, model, access, options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private DetectionServer(
            ModelSource source, String state, ServedModel model, AccessControl access, ServerOptions options) {
        this.model = model;
        name = options.name().orElseGet(source::name);
        ServerMetrics metrics = new ServerMetrics();
        queue = new DetectionQueue(options.workers(), options.queue());
        metrics.watch(queue);
        BodyReader bodies = new BodyReader(options.limits());
        DetectionService service = new DetectionService(model, queue, options.limits(), metrics);
        DetectRoute detect = new DetectRoute(service, bodies, options.limits());
        ProtocolRoutes protocol = new ProtocolRoutes(name, model, service, bodies, options.limits(), () -> !stopping);
        Duration time = options.limits().time();
        http = HttpServer.start(options.host(), options.port(), time, time.multipliedBy(2), config -> {
            guard(config, access, metrics);
            files(config.routes);
            config.routes.post("/detect", detect::answer);
            config.routes.get("/model", request -> describe(request));
            config.routes.get("/metrics", request -> request.contentType(ServerMetrics.CONTENT_TYPE)
                    .result(metrics.text()));
            protocol.addTo(config.routes);
        });
        watch = new ModelWatch(source, state, model, metrics, LOOK_EVERY);
    }

    private static void guard(JavalinConfig config, AccessControl access, ServerMetrics metrics) {
        config.routes.before(request -> {
            request.attribute(BEGUN, System.nanoTime());
            if (!access.asksForToken() || !OPEN.contains(request.path())) {
                access.check(request);
            }
        });
        config.requestLogger.http((request, milliseconds) -> {
            Long begun = request.attribute(BEGUN);
            double seconds = begun == null ? 0 : (System.nanoTime() - begun) / 1e9;
            metrics.answered(route(request), request.statusCode(), seconds);
        });
    }

    private static String route(Context request) {
        var endpoint = request.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    private static void files(RoutesConfig routes) {
        Map<String, StaticFile> files = Map.of(
                "/", file("page.html", "text/html; charset=utf-8"),
                "/page.css", file("page.css", "text/css; charset=utf-8"),
                "/page.js", file("page.js", "text/javascript; charset=utf-8"),
                "/drawing.js", file("drawing.js", "text/javascript; charset=utf-8"),
                "/explanation.js", file("explanation.js", "text/javascript; charset=utf-8"),
                "/openapi.json", file("openapi.json", "application/json"));
        files.forEach((address, file) -> routes.get(address, file::send));
    }

    private static StaticFile file(String name, String contentType) {
        return StaticFile.beside(DetectionServer.class, name, contentType);
    }

    /** What the page wants to know of the model. */
    private void describe(Context request) {
        try (ServedModel.Lease lease = model.lease()) {
            ObjectDetector detector = lease.detector();
            List<Map<String, Object>> classes = IntStream.rangeClosed(
                            1, detector.labels().size())
                    .mapToObj(label -> {
                        Map<String, Object> one = new LinkedHashMap<>();
                        one.put("name", detector.labels().name(label));
                        one.put("id", detector.labels().id(label));
                        one.put("threshold", detector.leastScore(label));
                        return one;
                    })
                    .toList();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("name", name);
            answer.put("version", lease.number());
            answer.put("classes", classes);
            JsonResponse.send(request, 200, answer);
        }
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    /** The model's name in addresses of the Open Inference Protocol. */
    public String model() {
        return name;
    }

    /** Takes no new requests, answers those that have begun, and frees the detector. */
    @Override
    public void close() {
        stopping = true;
        http.close();
        watch.close();
        queue.close();
        model.close();
    }
}
