package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.OpenOptions;
import dev.rebox.data.check.AnchorReach;
import dev.rebox.data.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven images that are not there: a dog in each, of 60 pixels of 300, and a cat in the first. */
class CheckTextTest {
    @TempDir
    Path folder;

    @Test
    void barsCompareWithTheLongestAndNoneIsNothing() throws IOException {
        assertThat(text().lines())
                .startsWith(
                        folder.resolve("truth.json") + ": images 7, boxes 8, classes 2",
                        "",
                        "boxes of each class",
                        "  cat        1  ######",
                        "  dog        7  ########################################")
                .contains("  up to 16         0", "  up to 128        8  ########################################")
                .contains(
                        "classes seen together most often (images)",
                        "  cat + dog        1  ########################################");
    }

    @Test
    void ofAKindOfProblemFiveAreShown() throws IOException {
        String text = text();
        assertThat(text).contains("error missing-image: 7\n", "  ... and 2 more (--json lists all)\n");
        assertThat(text.lines().filter(line -> line.contains("nowhere"))).hasSize(5);
    }

    private String text() throws IOException {
        String images = IntStream.rangeClosed(1, 7)
                .mapToObj(
                        "{\"id\": %1$d, \"file_name\": \"nowhere%1$d.jpg\", \"width\": 300, \"height\": 300}"
                                ::formatted)
                .collect(Collectors.joining(","));
        String dogs = IntStream.rangeClosed(1, 7).mapToObj(i -> box(i, i, 2)).collect(Collectors.joining(","));
        Path truth = Files.writeString(
                folder.resolve("truth.json"),
                "{\"images\": [" + images + "], \"annotations\": [" + dogs + "," + box(8, 1, 1)
                        + "], \"categories\": [{\"id\": 1, \"name\": \"cat\"}, {\"id\": 2, \"name\": \"dog\"}]}");
        return new CheckText(Check.full(truth.toString(), OpenOptions.NONE, AnchorReach.STANDARD)).toString();
    }

    private static String box(int id, int image, int category) {
        return "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [%d, 9, 60, 60], \"area\": 3600, \"iscrowd\": 0}"
                .formatted(id, image, category, category);
    }
}
