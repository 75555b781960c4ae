package dev.rebox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebox.Rebox;
import dev.rebox.TestModels;
import dev.rebox.config.Device;
import dev.rebox.evaluate.results.DetectionsDocument;
import dev.rebox.model.Model;
import dev.rebox.serve.http.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTest {
    private static final Limits LIMITS = new Limits(200_000, 400_000, 1, Duration.ofSeconds(20));

    @TempDir
    static Path folder;

    private static SmallServer small;

    @BeforeAll
    static void start() throws IOException {
        small = new SmallServer(folder, SmallServer.options(LIMITS, 4, Optional.empty()));
    }

    @AfterAll
    static void stop() {
        small.close();
    }

    @Test
    void findsTheSameAsTheLibraryToTheDigit() throws Exception {
        Path image = Files.write(folder.resolve("000012.png"), SmallServer.png(120, 80));
        DetectionsDocument document = new DetectionsDocument();
        try (Rebox detector = Rebox.load(small.model, Device.CPU)) {
            document.add(image.getFileName(), detector.detect(image), detector.labels());
        }
        SmallServer.Answer answer = small.post(
                "/detect?threshold=0&name=000012.png", Files.readAllBytes(image), "Content-Type", "image/png");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(new ObjectMapper().writeValueAsString(document.entries()));
        assertThat(answer.json()).isNotEmpty();
        assertThat(answer.json().get(0).get("image_id").asInt()).isEqualTo(12);
        assertThat(answer.header("Server-Timing")).matches("queue;dur=[\\d.]+, decode;dur=[\\d.]+, detect;dur=[\\d.]+");
    }

    /** The network has no refinement: the answer is the same, and nothing is made up. */
    @Test
    void anExplanationChangesNoDigit() throws Exception {
        byte[] png = SmallServer.png(120, 80);
        String plain = small.post("/detect?threshold=0", png).text();
        assertThat(small.post("/detect?threshold=0&explain=true", png).text()).isEqualTo(plain);
        assertThat(small.post("/detect?threshold=0&explain=false", png).text()).isEqualTo(plain);
        assertThat(small.post("/detect?explain=maybe", png).error())
                .isEqualTo("explain: 'maybe' is not one of true, false");
    }

    @Test
    void aRefinedDetectorTellsWhatMovedEachScore(@TempDir Path other) throws Exception {
        Path model = other.resolve("refined.safetensors");
        try (Model made = TestModels.create("auxiliary=[multi_object,closeness]", "refinement=true", "refineFloor=0")) {
            made.save(model);
        }
        try (DetectionServer server = DetectionServer.start(model, Device.CPU, ServerOptions.local(0, 1))) {
            HttpClient client = HttpClient.newHttpClient();
            JsonNode plain = post(client, server, "/detect?threshold=0");
            JsonNode explained = post(client, server, "/detect?threshold=0&explain=true");
            assertThat(explained).hasSameSizeAs(plain).isNotEmpty();
            for (int i = 0; i < plain.size(); i++) {
                JsonNode refinement = ((ObjectNode) explained.get(i)).remove("refinement");
                assertThat(explained.get(i)).isEqualTo(plain.get(i));
                assertThat(refinement.path("score_before").asDouble())
                        .isEqualTo(plain.get(i).path("score").asDouble()); // a new refinement moves nothing
                assertThat(refinement.path("inputs").findValuesAsText("source"))
                        .containsExactlyInAnyOrder(
                                "head",
                                "multi_object",
                                "multi_object",
                                "multi_object",
                                "multi_object",
                                "multi_object",
                                "closeness",
                                "bias");
                assertThat(refinement.at("/inputs/0/factor").asDouble()).isEqualTo(1);
                assertThat(refinement.at("/inputs/0/classes")).hasSize(2);
            }
        }
    }

    private static JsonNode post(HttpClient client, DetectionServer server, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + address))
                .POST(HttpRequest.BodyPublishers.ofByteArray(SmallServer.png(120, 80)))
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body());
    }

    @Test
    void aFormMayHoldSeveralImages() throws Exception {
        byte[] body = form("000001.png", SmallServer.png(120, 80), "../../weiß.png", SmallServer.png(60, 90));
        SmallServer.Answer answer =
                small.post("/detect?threshold=0", body, "Content-Type", "multipart/form-data; boundary=XyZ");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("file_name"))
                .containsOnly("000001.png", "weiß.png")
                .startsWith("000001.png")
                .endsWith("weiß.png");
        JsonNode alone = small.post("/detect?threshold=0&name=000001.png", SmallServer.png(120, 80))
                .json();
        assertThat(alone).isNotEmpty();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(answer.json().get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void moreImagesThanTheQueueHasPlacesAreTooMany() throws Exception {
        Object[] parts = new Object[14];
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = i + ".png";
            parts[i + 1] = SmallServer.png(20, 20);
        }
        SmallServer.Answer answer =
                small.post("/detect", form(parts), "Content-Type", "multipart/form-data; boundary=XyZ");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).startsWith("7 images in one request, but at most 6 may wait here");
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        byte[] png = SmallServer.png(120, 80);
        refused(400, "image: it is empty", new byte[0]);
        refused(400, "image: ", "no image".getBytes(StandardCharsets.UTF_8));
        refused(400, "image: the image is damaged (PNG)", Arrays.copyOf(png, png.length / 2));
        refused(413, "image: 40000 x 40000 pixels are more than 1 million", bomb(40_000, 40_000));
        refused(413, "the body is longer than 0 MB", new byte[200_001]);
        assertThat(small.post("/detect?threshold=1.5", png).error())
                .isEqualTo("threshold: '1.5' is not a number between 0 and 1");
        assertThat(small.post("/detect?threshold=NaN", png).status()).isEqualTo(400);
        SmallServer.Answer cut = small.post(
                "/detect",
                "--XyZ\r\nContent-Disposition".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/form-data; boundary=XyZ");
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.error()).isEqualTo("the form (multipart/form-data) is damaged or cut off");
        SmallServer.Answer nothing = small.get("/etc/passwd");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.error()).contains("/openapi.json");
        assertThat(small.get("/detect").status()).isEqualTo(405);
        assertThat(small.post("/detect", png).status()).as("and it works on").isEqualTo(200);
    }

    private static void refused(int status, String message, byte[] body) throws Exception {
        SmallServer.Answer answer = small.post("/detect", body);
        assertThat(answer.error()).startsWith(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    /** A chunked body announces no length: it is counted while it comes. */
    @Test
    void aBodyWithoutALengthIsCutAtTheLimit() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /detect HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"));
            byte[] chunk = new byte[50_000];
            for (int i = 0; i < 5; i++) {
                out.write(ascii(Integer.toHexString(chunk.length) + "\r\n"));
                out.write(chunk);
                out.write(ascii("\r\n"));
            }
            out.flush();
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void whatIsNotHttpGetsNoMoreThanAWord() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(ascii("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(all).startsWith("HTTP/1.1 431 ").endsWith("{\"error\":\"Request Header Fields Too Large\"}");
            assertThat(all).doesNotContainIgnoringCase("jetty").doesNotContain("\tat ");
        }
    }

    private static Socket connect() throws IOException {
        URI url = URI.create(small.server.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c > 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A PNG that is nothing but a header of this size. */
    private static byte[] bomb(int width, int height) throws IOException {
        byte[] png = SmallServer.png(4, 4);
        for (int i = 0; i < 4; i++) {
            png[16 + i] = (byte) (width >> 8 * (3 - i));
            png[20 + i] = (byte) (height >> 8 * (3 - i));
        }
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (sum.getValue() >> 8 * (3 - i));
        }
        return png;
    }

    /** @param parts name, bytes, name, bytes ... */
    static byte[] form(Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            String head = "--XyZ\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + parts[i]
                    + "\"\r\nContent-Type: image/png\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes((byte[]) parts[i + 1]);
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--XyZ--\r\n"));
        return body.toByteArray();
    }
}
