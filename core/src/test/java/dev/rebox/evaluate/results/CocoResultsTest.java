package dev.rebox.evaluate.results;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoResultsTest {
    private static final Dataset TRUTH =
            dataset(new LabelMap(List.of("cat", "dog"), List.of(17L, 18L)), image("139"), image("285"));
    private static final String GOOD = "{\"image_id\":139,\"category_id\":17,\"bbox\":[1,2,3,4],\"score\":0.5}";

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Map<String, List<Detection>> detections = Map.of("285", List.of(found(2, .25, 10.5, 20, 30, 40)));
        Path file = folder.resolve("deep/results.json");
        CocoResults.write(file, TRUTH, detections);
        assertThat(Files.readString(file).replace("\n", ""))
                .isEqualTo(
                        "[{\"image_id\":285,\"category_id\":18,\"category\":\"dog\",\"bbox\":[10.5,20.0,30.0,40.0],\"score\":0.25}]");
        assertThat(CocoResults.read(file, TRUTH, left -> {})).isEqualTo(detections);
        assertThat(folder.resolve("deep").toFile().list()).containsExactly("results.json");
    }

    @Test
    void furtherFieldsArePassedOver() throws IOException {
        String entry = "{\"segmentation\":{\"counts\":[1,{\"a\":2}]},\"score\":1e-1,\"bbox\":[1,2,3,4],"
                + "\"category_id\":17.0,\"image_id\":\"139\",\"id\":1}";
        assertThat(read("[" + entry + "]").get("139")).containsExactly(found(1, .1, 1, 2, 3, 4));
        assertThat(read(" [ ] ")).isEmpty();
    }

    @Test
    void aNumberNamesAnImageWithLeadingZeros() throws IOException {
        Dataset voc = dataset(LabelMap.of(List.of("cat")), image("000012"));
        Path file = Files.writeString(
                folder.resolve("r.json"), "[{\"image_id\":12,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}]");
        assertThat(CocoResults.read(file, voc, left -> {})).containsOnlyKeys("000012");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"image_id\":139|\"image_id\":138|entry 1 (byte 65): unknown image id '138': scenes has no such image. Did you mean '139'?",
                "\"category_id\":17|\"category_id\":1|entry 1 (byte 65): unknown category id 1. Known: [17, 18]",
                "\"score\":0.5|\"score\":NaN|entry 1 (byte 65): score is NaN; it must be a finite number",
                "\"score\":0.5|\"score\":-Infinity|entry 1 (byte 65): score is -Infinity; it must be a finite number",
                "\"score\":0.5|\"score\":1e999|entry 1 (byte 65): score is 1e999; it must be a finite number",
                "\"score\":0.5|\"score\":\"high\"|entry 1 (byte 65): score holds text where a number belongs",
                "[1,2,3,4]|[1,2,-3,4]|entry 1 (byte 65): bbox has a negative size: -3.0 x 4.0; it is [x, y, width, height]",
                "[1,2,3,4]|[1,2,3]|entry 1 (byte 65): bbox has 3 numbers, not four [x, y, width, height]",
                "[1,2,3,4]|[1,2,3,4,5]|entry 1 (byte 65): bbox has more than four numbers [x, y, width, height]",
                "[1,2,3,4]|null|entry 1 (byte 65): bbox is null, not [x, y, width, height]",
                "\"image_id\":139|\"image_id\":1.5|entry 1 (byte 65): image_id is 1.5; it must be a whole number",
                "\"score\"|\"confidence\"|entry 1 (byte 65): has no score; an entry is {\"image_id\", \"category_id\", \"bbox\": [x, y, width, height], \"score\"}",
                ",\"score\":0.5}|,\"score\":0|ends in the middle of entry 1 (byte 65): the file was cut off; write or copy it again",
                "\"score\":0.5|\"score\":0.5.5|no valid JSON at line 2, column 62",
            })
    void namesTheEntryThatIsWrong(String good, String bad, String message) {
        String end = bad.endsWith(":0") ? "" : "]";
        assertThatThrownBy(() -> read("[" + GOOD + ",\n" + GOOD.replace(good, bad) + end))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("r.json") + ": " + message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"annotations\":[]}|starts with an object; COCO results are one array of",
                "``|is empty; COCO results are one array of",
                "[[1,2]]|entry 0 (byte 1): is an array, not an object",
                "[] []|something follows the array at byte 3",
                "hello|no valid JSON at line 1",
            })
    void namesAWrongStructure(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("r.json") + ": " + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("[{\"extra\":" + "[".repeat(5000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no valid JSON at entry 0 (byte 1): ")
                .hasMessageContaining("nesting depth");
    }

    @Test
    void aLargeFileThatWasCutOffIsNamedWithoutHoldingItInMemory() throws IOException {
        Path file = folder.resolve("large.json");
        long megabytes = 100;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            // fields that are passed over, so that only memory in proportion to detections is allowed
            String filler = "\"segmentation\":\"" + "x".repeat(10_000) + "\",";
            out.write("[" + GOOD);
            for (long written = 0; written < megabytes << 20; written += filler.length()) {
                out.write(",{" + filler + GOOD.substring(1));
            }
            out.write(",{\"image_id\":13");
        }
        assertThatThrownBy(() -> CocoResults.read(file, TRUTH, left -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ends in the middle of entry 10468 (byte 105517891)")
                .hasMessageContaining("the file was cut off");
    }

    private Map<String, List<Detection>> read(String content) throws IOException {
        return CocoResults.read(Files.writeString(folder.resolve("r.json"), content), TRUTH, left -> {});
    }
}
