package dev.rebox.serve.watch;

import dev.rebox.run.RunFolder;
import dev.rebox.serve.http.AccessControl;
import dev.rebox.serve.http.HttpServer;
import dev.rebox.serve.http.JsonResponse;
import dev.rebox.serve.http.StaticFile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Shows a run while it goes on, on this machine only. */
public final class RunServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final HttpServer http;

    private RunServer(HttpServer http) {
        this.http = http;
    }

    /** Listens. @param port 0 takes a free one @throws dev.rebox.error.ReboxException where the port is taken */
    public static RunServer start(RunFolder run, int port) {
        AccessControl access = AccessControl.of(HOST, Optional.empty());
        Map<String, StaticFile> files = Map.of(
                "/", StaticFile.beside(RunServer.class, "watch.html", "text/html; charset=utf-8"),
                "/watch.css", StaticFile.beside(RunServer.class, "watch.css", "text/css; charset=utf-8"),
                "/watch.js", StaticFile.beside(RunServer.class, "watch.js", "text/javascript; charset=utf-8"));
        return new RunServer(HttpServer.start(HOST, port, SILENCE, STOP, config -> {
            config.routes.before(access::check);
            files.forEach((address, file) -> config.routes.get(address, file::send));
            config.routes.get("/run.json", request -> {
                request.header("Cache-Control", "no-store");
                JsonResponse.send(request, 200, RunState.of(run));
            });
        }));
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    @Override
    public void close() {
        http.close();
    }
}
