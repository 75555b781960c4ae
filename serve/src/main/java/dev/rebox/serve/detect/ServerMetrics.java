package dev.rebox.serve.detect;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;

/** What a server counts, in the text format of Prometheus. Times are in seconds. */
public final class ServerMetrics {
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("rebox_requests_total")
            .help("Requests answered, by route and status.")
            .labelNames("route", "status")
            .register(registry);
    private final Histogram requestSeconds = Histogram.builder()
            .name("rebox_request_seconds")
            .help("From a request's header to its answer, by route.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Histogram detectionSeconds = Histogram.builder()
            .name("rebox_detection_seconds")
            .help("Time of a worker for one decoded image.")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Counter detections = Counter.builder()
            .name("rebox_detections_total")
            .help("Objects that were found and shown.")
            .register(registry);
    private final Counter models = Counter.builder()
            .name("rebox_model_replacements_total")
            .help("Changed models, by whether they could be loaded.")
            .labelNames("result")
            .register(registry);

    public ServerMetrics() {
        detections.inc(0);
        models.labelValues("loaded").inc(0);
        models.labelValues("failed").inc(0);
    }

    /** Adds how much waits and how much runs. */
    public void watch(DetectionQueue queue) {
        gauge("rebox_queue_waiting", "Images that wait for a worker.", queue::waiting);
        gauge("rebox_queue_running", "Images that a worker is at.", queue::running);
    }

    private void gauge(String name, String help, IntSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(result -> result.call(value.getAsInt()))
                .register(registry);
    }

    /** @param route as it was declared: what a client writes into an address must not become a series of its own */
    public void answered(String route, int status, double seconds) {
        requests.labelValues(route, Integer.toString(status)).inc();
        requestSeconds.labelValues(route).observe(seconds);
    }

    void detected(double seconds, int found) {
        detectionSeconds.observe(seconds);
        detections.inc(found);
    }

    void modelReplaced(boolean loaded) {
        models.labelValues(loaded ? "loaded" : "failed").inc();
    }

    /** All of it, as Prometheus asks for it. */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
