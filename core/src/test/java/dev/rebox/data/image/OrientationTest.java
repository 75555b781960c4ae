package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.SharedCase;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an annotation's size and a file's markers say of how an image is meant. */
class OrientationTest {
    @TempDir
    Path folder;

    /** 40 x 24 as stored, to be turned clockwise: its upright form is 24 x 40. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exif-jpeg-6-big",
                "exif-png-6-big",
                "exif-png-behind-pixels-6-big",
                "exif-webp-6-big",
                "exif-tiff-6"
            })
    void theAnnotationsSizeDecidesWhetherAnImageIsTurned(String name) throws IOException {
        Path file = Files.write(folder.resolve("a.img"), golden(name));
        assertThat(ImageHeader.read(file).orientation()).isEqualTo(6);
        assertThat(ImageDecoder.size(file)).containsExactly(24, 40);
        assertThat(ImageDecoder.read(new Example("a", file, 40, 24, List.of())).width())
                .isEqualTo(40);
        assertThat(ImageDecoder.read(new Example("a", file, 24, 40, List.of())).width())
                .isEqualTo(24);
        assertThat(ImageDecoder.read(new Example("a", file, 0, 0, List.of())).width())
                .isEqualTo(24);
    }

    private static byte[] golden(String name) throws IOException {
        for (JsonNode node : new ObjectMapper()
                .readTree(
                        Path.of("src/test/resources/golden/images/images.json").toFile())) {
            if (node.get("name").asText().equals(name)) {
                return Base64.getDecoder().decode(node.get("file").asText());
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void coloursAreThoseOfLibjpegWhereMarkersAreMissing() throws IOException {
        Path set = SharedCase.copy("jpeg-component-ids", folder);
        assertRed(set.resolve("voc-jpeg"));
        Files.copy(
                set.resolve("nojfif-012-444.jpg"),
                set.resolve("voc-jpeg/JPEGImages/a.jpg"),
                StandardCopyOption.REPLACE_EXISTING);
        assertRed(set.resolve("voc-jpeg"));
    }

    private static void assertRed(Path voc) {
        Dataset data = Datasets.open(voc.toString());
        assertThat(data.examples()).hasSize(2);
        for (Example example : data.examples()) {
            RgbImage image = ImageDecoder.read(example);
            int x = (int) example.annotations().get(0).box().centerX();
            int y = (int) example.annotations().get(0).box().centerY();
            assertThat(image.value(x, y, 0)).isCloseTo(220, within(4));
            assertThat(image.value(x, y, 1)).isCloseTo(30, within(4));
            assertThat(image.value(x, y, 2)).isCloseTo(30, within(4));
        }
    }
}
