import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rebox.Rebox;
import dev.rebox.box.Detection;
import dev.rebox.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A web service of your own around a trained detector: {@code java ... DetectService.java RUN PORT}, then
 * {@code curl --data-binary @street.jpg localhost:PORT/detect}.
 *
 * <p>One detector serves all four threads, so its weights are in memory once. Each thread that detects holds the images it works
 * on in native memory, which -Xmx does not limit: give the process room for the heap, the weights and four times one image's work.
 */
public final class DetectService {
    private static final int THREADS = 4;
    private static final int LONGEST = 10_000_000;

    private DetectService() {}

    public static void main(String[] arguments) throws IOException {
        Rebox.threads(1); // requests run side by side already: one is not shared out among threads
        Rebox detector = Rebox.load(Path.of(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/detect", exchange -> answer(exchange, detector));
        server.start();
        System.out.println("listening at " + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Rebox detector) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                send(exchange, 413, Map.of("error", "the image is longer than " + LONGEST + " bytes"));
                return;
            }
            try {
                List<Map<String, Object>> found = detector.detect(new ByteArrayInputStream(body)).stream()
                        .filter(d -> d.score() >= detector.leastScore(d.label()))
                        .map(d -> document(d, detector))
                        .toList();
                send(exchange, 200, found);
            } catch (DataException e) { // not an image, or a damaged one: the message says which
                send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
            }
        }
    }

    private static Map<String, Object> document(Detection d, Rebox detector) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("category", detector.className(d));
        document.put("score", d.score());
        document.put("bbox", new double[] {d.box().x1(), d.box().y1(), d.box().width(), d.box().height()});
        return document;
    }

    private static void send(HttpExchange exchange, int status, Object document) throws IOException {
        byte[] bytes = new ObjectMapper().writeValueAsBytes(document);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
