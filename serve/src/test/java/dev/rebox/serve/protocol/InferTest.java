package dev.rebox.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.serve.SmallServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client written from the protocol's document. */
class InferTest {
    private static final String INFER = "/v2/models/small/infer";
    private static final String LENGTH = "Inference-Header-Content-Length";

    @TempDir
    static Path folder;

    private static SmallServer small;
    private static byte[] png;

    @BeforeAll
    static void start() throws IOException {
        small = new SmallServer(folder);
        png = SmallServer.png(120, 80);
    }

    @AfterAll
    static void stop() {
        small.close();
    }

    @Test
    void saysWhatItIs() throws Exception {
        assertThat(small.get("/v2").json().path("extensions").get(0).asText()).isEqualTo("binary_tensor_data");
        assertThat(small.get("/v2/health/live").text()).isEqualTo("{\"live\":true}");
        assertThat(small.get("/v2/health/ready").text()).isEqualTo("{\"ready\":true}");
        assertThat(small.get("/v2/models/small/ready").text()).isEqualTo("{\"ready\":true}");
        assertThat(small.get("/v2/models/small/versions/1").text())
                .isEqualTo("{\"name\":\"small\",\"versions\":[\"1\"],\"platform\":\"rebox\","
                        + "\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[-1]}],"
                        + "\"outputs\":[{\"name\":\"image_index\",\"datatype\":\"INT64\",\"shape\":[-1]},"
                        + "{\"name\":\"boxes\",\"datatype\":\"FP64\",\"shape\":[-1,4]},"
                        + "{\"name\":\"scores\",\"datatype\":\"FP64\",\"shape\":[-1]},"
                        + "{\"name\":\"labels\",\"datatype\":\"INT64\",\"shape\":[-1]},"
                        + "{\"name\":\"classes\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}");
        assertThat(small.get("/v2/models/other").error()).isEqualTo("there is no model 'other' here: this is 'small'");
        assertThat(small.get("/v2/models/small/versions/9").status()).isEqualTo(404);
    }

    @Test
    void jsonInAndOutHasTheNumbersOfDetect() throws Exception {
        String image = Base64.getEncoder().encodeToString(png);
        JsonNode answer = post("{\"id\":\"a7\",\"parameters\":{\"threshold\":0},\"inputs\":[{\"name\":\"image\","
                + "\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"" + image + "\",\"" + image + "\"]}]}");
        assertThat(answer.path("id").asText()).isEqualTo("a7");
        assertThat(answer.path("model_name").asText()).isEqualTo("small");
        JsonNode detected = small.post("/detect?threshold=0", png).json();
        int n = detected.size();
        assertThat(n).isPositive();
        JsonNode boxes = output(answer, "boxes");
        assertThat(boxes.path("shape").toString()).isEqualTo("[" + 2 * n + ",4]");
        for (int i = 0; i < 2 * n; i++) {
            JsonNode one = detected.get(i % n);
            assertThat(output(answer, "image_index").path("data").get(i).asInt())
                    .isEqualTo(i / n);
            assertThat(output(answer, "scores").path("data").get(i)).isEqualTo(one.get("score"));
            assertThat(output(answer, "classes").path("data").get(i)).isEqualTo(one.get("category"));
            assertThat(boxes.path("data").get(4 * i)).isEqualTo(one.get("bbox").get(0));
            double width = boxes.path("data").get(4 * i + 2).asDouble()
                    - boxes.path("data").get(4 * i).asDouble();
            assertThat(width).isEqualTo(one.get("bbox").get(2).asDouble());
        }
    }

    @Test
    void binaryInAndOutHasTheSameNumbers() throws Exception {
        int size = 4 + png.length;
        String json =
                "{\"parameters\":{\"threshold\":0},\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\","
                        + "\"parameters\":{\"binary_data_size\":" + size + "}}],"
                        + "\"outputs\":[{\"name\":\"scores\",\"parameters\":{\"binary_data\":true}},"
                        + "{\"name\":\"classes\",\"parameters\":{\"binary_data\":true}},{\"name\":\"labels\"}]}";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(png.length)
                .array());
        body.writeBytes(png);
        SmallServer.Answer answer = small.post(INFER, body.toByteArray(), LENGTH, Integer.toString(json.length()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        int length = Integer.parseInt(answer.header(LENGTH));
        byte[] all = answer.response().body();
        JsonNode head = new ObjectMapper().readTree(Arrays.copyOf(all, length));
        ByteBuffer data = ByteBuffer.wrap(all, length, all.length - length).order(ByteOrder.LITTLE_ENDIAN);
        JsonNode detected = small.post("/detect?threshold=0", png).json();
        assertThat(head.path("outputs")).hasSize(3);
        assertThat(output(head, "scores").at("/parameters/binary_data_size").asInt())
                .isEqualTo(8 * detected.size());
        for (JsonNode one : detected) {
            assertThat(data.getDouble()).isEqualTo(one.get("score").asDouble());
        }
        for (JsonNode one : detected) {
            byte[] name = new byte[data.getInt()];
            data.get(name);
            assertThat(new String(name, StandardCharsets.UTF_8))
                    .isEqualTo(one.get("category").asText());
        }
        assertThat(data.hasRemaining()).isFalse();
        assertThat(output(head, "labels").path("data")).hasSize(detected.size());
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        wrong("the request is not JSON", "{\"inputs\":");
        wrong("the request must be a JSON object", "[]");
        wrong("'inputs' must hold one input with the name 'image'", "{\"inputs\":[]}");
        wrong("the input 'image' must have the datatype BYTES", input("[1]", "FP32", "[1.0]"));
        wrong("'data' of the input must be an array", input("[1]", "BYTES", "\"AAAA\""));
        wrong("element 0 of 'data' is not", input("[1]", "BYTES", "[\"*\"]"));
        wrong("element 0 of 'data' is not a text", input("[1]", "BYTES", "[7]"));
        wrong("the shape of 'image' says 2 elements, but 1 were sent", input("[2]", "BYTES", "[\"AAAA\"]"));
        wrong("image-0: ", input("[1]", "BYTES", "[\"AAAA\"]"));
        String image = Base64.getEncoder().encodeToString(png);
        String right = input("[1,1]", "BYTES", "[[\"" + image + "\"]]");
        assertThat(post(right).path("outputs")).hasSize(5);
        wrong("there is no output 'masks'", right.replaceFirst("\\{", "{\"outputs\":[{\"name\":\"masks\"}],"));
        wrong("threshold: 7 is not", right.replaceFirst("\\{", "{\"parameters\":{\"threshold\":7},"));
        SmallServer.Answer beyond = small.post(INFER, right.getBytes(StandardCharsets.UTF_8), LENGTH, "999999");
        assertThat(beyond.status()).isEqualTo(400);
        SmallServer.Answer behind = small.post(
                INFER, (right + "xyz").getBytes(StandardCharsets.UTF_8), LENGTH, Integer.toString(right.length()));
        assertThat(behind.error()).isEqualTo("3 bytes after the JSON belong to no input");
        String binary =
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":6}}]}";
        SmallServer.Answer cut = small.post(
                INFER,
                (binary + "\u0009\0\0\0ab").getBytes(StandardCharsets.UTF_8),
                LENGTH,
                Integer.toString(binary.length()));
        assertThat(cut.error()).startsWith("element 0 of the binary data is cut off");
    }

    private static String input(String shape, String type, String data) {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":" + shape + ",\"datatype\":\"" + type + "\",\"data\":" + data
                + "}]}";
    }

    private static void wrong(String message, String request) throws Exception {
        SmallServer.Answer answer = small.post(INFER, request.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.error()).startsWith(message);
        assertThat(answer.status()).isEqualTo(400);
    }

    private static JsonNode post(String request) throws Exception {
        SmallServer.Answer answer = small.post(INFER, request.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode output(JsonNode answer, String name) {
        for (JsonNode one : answer.path("outputs")) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no output " + name + " in " + answer);
    }
}
