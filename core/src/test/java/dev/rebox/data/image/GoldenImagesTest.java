package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of many kinds against the pixels that Pillow reads from them: see {@code src/test/golden/image_golden.py}. */
class GoldenImagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/images/images.json");
    /** Rounding; and the smooth enlargement of colours that are stored smaller, which versions of libjpeg do differently. */
    private static final int MOST = 3;

    @TempDir
    Path folder;

    /** A file and its pixels. */
    private record Golden(String name, byte[] file, RgbImage expected) {
        static Golden of(JsonNode node) {
            try (InflaterInputStream packed =
                    new InflaterInputStream(new ByteArrayInputStream(bytes(node.get("rgb"))))) {
                RgbImage image = new RgbImage(
                        node.get("width").asInt(), node.get("height").asInt(), packed.readAllBytes());
                return new Golden(node.get("name").asText(), bytes(node.get("file")), image);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static byte[] bytes(JsonNode node) {
            return Base64.getDecoder().decode(node.asText());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> files() throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper().readTree(GOLDEN.toFile()).spliterator(), false)
                .map(Golden::of);
    }

    @ParameterizedTest
    @MethodSource("files")
    void pixelsAreThoseOfPillow(Golden golden) throws IOException {
        // The name lies about the kind: the content decides.
        Path file = Files.write(folder.resolve("image.jpg"), golden.file);
        RgbImage expected = golden.expected;
        RgbImage image = ImageDecoder.read(file);
        assertThat(ImageDecoder.size(file)).containsExactly(expected.width(), expected.height());
        assertThat(image.width()).isEqualTo(expected.width());
        assertThat(image.height()).isEqualTo(expected.height());
        int worst = 0;
        int at = 0;
        for (int i = 0; i < image.rgb().length; i++) {
            int difference = Math.abs((image.rgb()[i] & 0xFF) - (expected.rgb()[i] & 0xFF));
            if (difference > worst) {
                worst = difference;
                at = i;
            }
        }
        assertThat(worst)
                .as("at x %d, y %d, channel %d", at / 3 % image.width(), at / 3 / image.width(), at % 3)
                .isLessThanOrEqualTo(MOST);
    }
}
