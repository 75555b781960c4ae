package dev.rebox.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.TestModels;
import dev.rebox.config.Device;
import dev.rebox.model.Model;
import dev.rebox.serve.http.Limits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A server of the smallest network, as chance made it, and a client. */
public final class SmallServer implements AutoCloseable {
    public final Path model;
    public final DetectionServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** An answer. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(response.body());
        }

        public String error() throws IOException {
            return json().path("error").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public SmallServer(Path folder) throws IOException {
        this(folder, options(Limits.STANDARD, 8, Optional.empty()));
    }

    public SmallServer(Path folder, ServerOptions options) throws IOException {
        model = Files.createDirectories(folder).resolve("small.safetensors");
        write(0);
        server = DetectionServer.start(model, Device.CPU, options);
    }

    public static ServerOptions options(Limits limits, int queue, Optional<Path> token) {
        return new ServerOptions("127.0.0.1", 0, 2, queue, limits, token, Optional.empty());
    }

    /** Writes the model, or another in its place. */
    public void write(int seed) {
        try (Model made = TestModels.create("seed=" + seed)) {
            made.save(model);
        }
    }

    public Answer get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).GET());
    }

    public Answer post(String address, byte[] body, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + address));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** A PNG of a dark square on light ground. */
    public static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(new Color(230, 220, 200));
        drawing.fillRect(0, 0, width, height);
        drawing.setColor(new Color(40, 60, 90));
        drawing.fillRect(width / 4, height / 4, width / 2, height / 2);
        drawing.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
