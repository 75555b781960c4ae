package dev.rebox.cli;

import dev.rebox.serve.DetectionServer;
import dev.rebox.serve.ServerOptions;
import dev.rebox.serve.http.Limits;
import dev.rebox.tensor.Workers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebox serve}: a trained model as a web service, with a page to try it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves a trained model over HTTP, with a page to try it, until it is stopped (Ctrl-C).")
final class ServeCommand implements Runnable {
    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "A run folder, a model.safetensors that training wrote, or an exported .onnx file.")
    Path run;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen at. One that other machines reach needs --token. Default: ${DEFAULT-VALUE}.")
    String host;

    @Option(names = "--port", defaultValue = "8080", description = "0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Images that may wait for a worker; more are refused (503). Default: 16 for each worker.")
    Optional<Integer> queue = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "A file whose first line clients must send: 'Authorization: Bearer ...'.")
    Optional<Path> token = Optional.empty();

    @Option(names = "--name", description = "The model's name in addresses. Default: that of the run folder or file.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "--max-body",
            defaultValue = "32",
            paramLabel = "MB",
            description = "The longest body of a request. Default: ${DEFAULT-VALUE}.")
    int maxBody;

    @Option(
            names = "--megapixels",
            defaultValue = "50",
            paramLabel = "N",
            description = "The largest image, by its header. Default: ${DEFAULT-VALUE}.")
    double megapixels;

    @Option(
            names = "--time-limit",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "For a request, from its first byte to the answer. Default: ${DEFAULT-VALUE}.")
    int timeLimit;

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "Say in one JSON line where it listens.")
    boolean json;

    @Override
    public void run() {
        StopRequest stop = StopRequest.listen("Stopping: what has begun is answered. Once more, and it ends at once.");
        var device = engine.start();
        int workers = Workers.count();
        ServerOptions options = new ServerOptions(
                host,
                port,
                workers,
                queue.orElse(16 * workers),
                Limits.of(maxBody, megapixels, timeLimit),
                token,
                name);
        try (DetectionServer server = DetectionServer.start(run, device, options)) {
            Listening.tell(json, server.url(), "model", server.model());
            stop.await();
        }
    }

    /** How a server says where it is. */
    static final class Listening {
        private Listening() {}

        /** One line on standard output. @param what is served, a model or a run */
        static void tell(boolean json, String url, String what, String name) {
            if (json) {
                Map<String, String> line = new LinkedHashMap<>();
                line.put("url", url);
                line.put(what, name);
                Json.print(System.out, line);
            } else {
                System.out.println(name + " is served at " + url + " (Ctrl-C stops it)");
            }
            System.out.flush();
        }
    }
}
