package dev.rebox.serve.watch;

import dev.rebox.run.RunFolder;
import dev.rebox.serve.http.AccessControl;
import dev.rebox.serve.http.HttpServer;
import dev.rebox.serve.http.JsonResponse;
import dev.rebox.serve.http.RequestException;
import dev.rebox.serve.http.StaticFile;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows a run while it goes on, on this machine only. */
public final class RunServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final HttpServer http;
    private final Examples examples;

    private RunServer(HttpServer http, Examples examples) {
        this.http = http;
        this.examples = examples;
    }

    /** Listens. @param port 0 takes a free one @throws dev.rebox.error.ReboxException where the port is taken */
    public static RunServer start(RunFolder run, int port) {
        AccessControl access = AccessControl.of(HOST, Optional.empty());
        Examples examples = new Examples(run);
        Map<String, StaticFile> files = Map.of(
                "/", StaticFile.beside(RunServer.class, "watch.html", "text/html; charset=utf-8"),
                "/watch.css", StaticFile.beside(RunServer.class, "watch.css", "text/css; charset=utf-8"),
                "/watch.js", StaticFile.beside(RunServer.class, "watch.js", "text/javascript; charset=utf-8"));
        HttpServer http = HttpServer.start(HOST, port, SILENCE, STOP, config -> {
            config.routes.before(access::check);
            files.forEach((address, file) -> config.routes.get(address, file::send));
            config.routes.get("/run.json", request -> {
                request.header("Cache-Control", "no-store");
                JsonResponse.send(request, 200, RunState.of(run));
            });
            config.routes.get("/examples.json", request -> {
                request.header("Cache-Control", "no-store");
                JsonResponse.send(request, 200, described(examples.shown()));
            });
            config.routes.get("/examples/{version}/{index}", request -> image(request, examples));
        });
        return new RunServer(http, examples);
    }

    private static Map<String, Object> described(Examples.Shown shown) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", shown.version());
        document.put("note", shown.note());
        document.put(
                "images",
                shown.images().stream().map(i -> List.of(i.name(), i.caption())).toList());
        return document;
    }

    private static void image(Context request, Examples examples) {
        int version = number(request.pathParam("version"));
        int index = number(request.pathParam("index"));
        byte[] jpeg = examples.jpeg(version, index)
                .orElseThrow(() -> new RequestException(404, "this example is not shown any more"));
        request.header("Cache-Control", "no-store").contentType("image/jpeg").result(jpeg);
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    @Override
    public void close() {
        http.close();
        examples.close();
    }
}
