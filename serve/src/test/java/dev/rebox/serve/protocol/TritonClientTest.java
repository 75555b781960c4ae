package dev.rebox.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.serve.SmallServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import triton.client.InferInput;
import triton.client.InferRequestedOutput;
import triton.client.InferResult;
import triton.client.InferenceException;
import triton.client.InferenceServerClient;
import triton.client.InferenceServerClient.InferArguments;
import triton.client.pojo.DataType;

/** The protocol as a client library speaks it that was made for another server: Triton's own for Java. */
class TritonClientTest {
    private static final int MILLISECONDS = 20_000;

    @TempDir
    Path folder;

    @Test
    void triton() throws Exception {
        byte[] png = SmallServer.png(120, 80);
        try (SmallServer small = new SmallServer(folder);
                InferenceServerClient client = new InferenceServerClient(
                        URI.create(small.server.url()).getAuthority(), MILLISECONDS, MILLISECONDS)) {
            JsonNode detected = small.post("/detect?threshold=0", png).json();
            assertThat(detected).isNotEmpty();
            InferInput input = new InferInput("image", new long[] {1}, DataType.BYTES);
            input.setData(new String[] {Base64.getEncoder().encodeToString(png)}, false);
            for (boolean binary : new boolean[] {true, false}) {
                List<InferRequestedOutput> wanted = List.of(
                        new InferRequestedOutput("boxes", binary),
                        new InferRequestedOutput("scores", binary),
                        new InferRequestedOutput("labels", binary),
                        new InferRequestedOutput("image_index", binary));
                InferResult result = client.infer(
                        new InferArguments("small", List.of(input), wanted).addQueryParam("threshold", "0"));
                double[] scores = result.getOutputAsDouble("scores");
                assertThat(scores).hasSize(detected.size());
                double[] boxes = result.getOutputAsDouble("boxes");
                assertThat(boxes).hasSize(4 * detected.size());
                long[] labels = result.getOutputAsLong("labels");
                IntStream.range(0, scores.length).forEach(i -> {
                    assertThat(scores[i]).isEqualTo(detected.get(i).get("score").asDouble());
                    assertThat(boxes[4 * i])
                            .isEqualTo(detected.get(i).get("bbox").get(0).asDouble());
                    assertThat(labels[i]).isBetween(1L, 2L);
                });
                assertThat(result.getOutputAsLong("image_index")).containsOnly(0);
            }
            InferInput text = new InferInput("image", new long[] {1}, DataType.BYTES);
            text.setData(new String[] {"AAAA"}, false);
            client.setRetryCnt(1);
            assertThatThrownBy(() -> client.infer("small", List.of(text), List.of()))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("image-0: ");
        }
    }
}
