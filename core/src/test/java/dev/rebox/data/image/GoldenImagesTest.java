package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
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
    /** Their colours are stored in half the size. Pillow smoothes them, our decoder does not; so brightness is compared. */
    private static final Set<String> LOSSY_WEBP =
            Set.of("webp", "webp-low-quality", "webp-odd-size", "webp-lossy-alpha");

    private static final int HEADER = 30;

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
        return StreamSupport.stream(new ObjectMapper().readTree(GOLDEN.toFile()).spliterator(), false)
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
        double off = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int[] is = {image.value(x, y, 0), image.value(x, y, 1), image.value(x, y, 2)};
                int[] be = {expected.value(x, y, 0), expected.value(x, y, 1), expected.value(x, y, 2)};
                off += Math.abs(brightness(is) - brightness(be)) / (image.width() * image.height());
                if (!LOSSY_WEBP.contains(golden.name)) {
                    for (int c = 0; c < 3; c++) {
                        assertThat(is[c]).as("x %d, y %d, %d", x, y, c).isCloseTo(be[c], within(MOST));
                    }
                }
            }
        }
        assertThat(off).as("mean difference in brightness").isLessThan(1);
    }

    /** Whatever became of a file: it is an image, or one line says what is wrong with it. */
    @ParameterizedTest
    @MethodSource("files")
    void damagedFilesAreRefusedInOneLine(Golden golden) throws IOException {
        Random random = new Random(golden.name.hashCode());
        for (int i = 0; i < 2; i++) {
            byte[] damaged = golden.file.clone();
            for (int j = 0; j < 4; j++) {
                // Behind most headers: great sizes would take long.
                damaged[HEADER + random.nextInt(damaged.length - HEADER)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("image"), damaged);
            try {
                assertThat(ImageDecoder.read(file).width()).isPositive();
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
    }

    private static double brightness(int[] rgb) {
        return .299 * rgb[0] + .587 * rgb[1] + .114 * rgb[2];
    }
}
