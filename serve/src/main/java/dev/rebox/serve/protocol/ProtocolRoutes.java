package dev.rebox.serve.protocol;

import dev.rebox.serve.detect.DetectionRequest;
import dev.rebox.serve.detect.DetectionResult;
import dev.rebox.serve.detect.DetectionService;
import dev.rebox.serve.detect.ServedModel;
import dev.rebox.serve.http.BodyReader;
import dev.rebox.serve.http.Deadline;
import dev.rebox.serve.http.JsonResponse;
import dev.rebox.serve.http.Limits;
import dev.rebox.serve.http.RequestException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** The addresses of the protocol, all under {@code /v2}. */
public final class ProtocolRoutes {
    private static final String LENGTH = "Inference-Header-Content-Length";

    private final String name;
    private final ServedModel model;
    private final DetectionService service;
    private final BodyReader bodies;
    private final Limits limits;
    private final BooleanSupplier ready;

    /** @param name of the model @param ready whether new requests are welcome */
    public ProtocolRoutes(
            String name,
            ServedModel model,
            DetectionService service,
            BodyReader bodies,
            Limits limits,
            BooleanSupplier ready) {
        this.name = name;
        this.model = model;
        this.service = service;
        this.bodies = bodies;
        this.limits = limits;
        this.ready = ready;
    }

    /** Adds the addresses. */
    public void addTo(RoutesConfig routes) {
        routes.get("/v2", this::server);
        routes.get("/v2/health/live", request -> JsonResponse.send(request, 200, Map.of("live", true)));
        routes.get("/v2/health/ready", this::ready);
        for (String address : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(address, request -> {
                known(request);
                metadata(request);
            });
            routes.get(address + "/ready", request -> {
                known(request);
                ready(request);
            });
            routes.post(address + "/infer", request -> {
                known(request);
                infer(request);
            });
        }
    }

    private void server(Context request) {
        String version = ProtocolRoutes.class.getPackage().getImplementationVersion();
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", "rebox");
        server.put("version", version == null ? "" : version);
        server.put("extensions", List.of("binary_tensor_data"));
        JsonResponse.send(request, 200, server);
    }

    /** Anything but 200 says no. */
    private void ready(Context request) {
        boolean yes = ready.getAsBoolean();
        JsonResponse.send(request, yes ? 200 : 503, Map.of("ready", yes));
    }

    /** @throws RequestException (404) for another model, or a version that has been replaced */
    private void known(Context request) {
        String asked = request.pathParam("model");
        if (!asked.equals(name)) {
            throw new RequestException(404, "there is no model '" + asked + "' here: this is '" + name + "'");
        }
        String version = request.pathParamMap().get("version");
        if (version != null && !version.equals(Integer.toString(number()))) {
            throw new RequestException(404, "there is no version '" + version + "' of the model: it is " + number());
        }
    }

    private int number() {
        try (ServedModel.Lease lease = model.lease()) {
            return lease.number();
        }
    }

    private void metadata(Context request) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("versions", List.of(Integer.toString(number())));
        metadata.put("platform", "rebox");
        metadata.put("inputs", List.of(InferResponse.tensor(InferRequest.INPUT, "BYTES", -1)));
        metadata.put("outputs", InferResponse.described());
        JsonResponse.send(request, 200, metadata);
    }

    /** Some clients can set no parameters of a request, but what stands in its address. */
    private static OptionalDouble threshold(Context request, InferRequest asked) {
        return asked.threshold().isPresent()
                ? asked.threshold()
                : DetectionRequest.threshold(request.queryParam("threshold"));
    }

    private void infer(Context request) {
        Deadline deadline = Deadline.in(limits.time());
        try (BodyReader.Body body = bodies.read(request.req(), deadline)) {
            InferRequest asked = InferRequest.read(body.bytes(), request.header(LENGTH));
            DetectionResult found =
                    service.detect(new DetectionRequest(asked.images(), threshold(request, asked), false), deadline);
            InferResponse answer = InferResponse.of(name, asked, found);
            answer.jsonLength().ifPresent(length -> request.header(LENGTH, Integer.toString(length)));
            request.status(200)
                    .contentType(answer.jsonLength().isPresent() ? "application/octet-stream" : "application/json")
                    .result(answer.body());
        }
    }
}
