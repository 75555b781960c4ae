package dev.rebox.evaluate.results;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final Dataset TRUTH =
            dataset(new LabelMap(List.of("cat", "dog"), List.of(17L, 18L)), image("2"), image("1"));

    @TempDir
    Path folder;

    private static Map<String, List<Detection>> detections() {
        Map<String, List<Detection>> both = new LinkedHashMap<>();
        both.put("2", List.of(found(2, .1, 0.1, 0.2, 30, 40), found(1, .9, 1, 2, 3, 4)));
        both.put("1", List.of(found(1, 1e-9, 5, 6, 0, 8)));
        return both;
    }

    @Test
    void aFileIsTakenForCocosAndAFolderForVocs() {
        CocoResults.write(folder.resolve("results.json"), TRUTH, detections());
        VocResults.write(folder.resolve("voc"), "test", TRUTH, detections());
        assertThat(ResultsFile.read(folder.resolve("results.json"), TRUTH, left -> {}))
                .isEqualTo(detections());
        assertThat(ResultsFile.read(folder.resolve("voc"), TRUTH, left -> {}).get("2"))
                .containsExactlyInAnyOrderElementsOf(detections().get("2"));
    }

    @Test
    void imagesAndDetectionsKeepTheOrderOfTheFile() {
        CocoResults.write(folder.resolve("results.json"), TRUTH, detections());
        Map<String, List<Detection>> read = ResultsFile.read(folder.resolve("results.json"), TRUTH, left -> {});
        assertThat(List.copyOf(read.keySet())).containsExactly("2", "1");
        assertThat(read.get("2")).extracting(Detection::score).containsExactly(.1, .9);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ResultsFile.read(folder.resolve("no"), TRUTH, left -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("no") + ": no such file or folder of detections");
    }

    @Test
    void imagesOfDataWithoutNumbersAreNamedByText() throws IOException {
        Dataset voc = new Dataset("voc", Dataset.Format.VOC, TRUTH.labels(), TRUTH.examples());
        CocoResults.write(folder.resolve("results.json"), voc, detections());
        assertThat(Files.readString(folder.resolve("results.json"))).contains("{\"image_id\":\"2\",");
        assertThat(CocoResults.read(folder.resolve("results.json"), voc, left -> {}))
                .isEqualTo(detections());
    }

    @Test
    void aNumberWithLeadingZerosStaysText() throws IOException {
        Dataset zeros = dataset(TRUTH.labels(), image("007"));
        CocoResults.write(folder.resolve("r.json"), zeros, Map.of("007", List.of(found(1, .5, 1, 2, 3, 4))));
        assertThat(Files.readString(folder.resolve("r.json"))).contains("{\"image_id\":\"007\",");
    }

    @Test
    void whatFailsHalfwayLeavesTheOldResults() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "old");
        // class 3 has no id, which shows after the first detection was written
        Map<String, List<Detection>> unknown = Map.of("1", List.of(found(1, .9, 1, 2, 3, 4), found(3, .5, 1, 2, 3, 4)));
        assertThatThrownBy(() -> CocoResults.write(file, TRUTH, unknown)).isInstanceOf(RuntimeException.class);
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> VocResults.write(file, "test", TRUTH, Map.of()))
                .isInstanceOf(ReboxException.class)
                .hasMessageStartingWith(file.resolve("comp4_det_test_cat.txt") + ": cannot be written: ");
    }

    @Test
    void aLineThatIsNoTextIsNamed() throws IOException {
        Path file = folder.resolve("comp4_det_test_cat.txt");
        Files.write(file, new byte[] {'1', ' ', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> ResultsFile.read(folder, TRUTH, left -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ":")
                .hasMessageEndingWith(": is not text");
    }

    @Test
    void classesWithoutAFileHaveNoDetectionsAndOtherFilesAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("comp3_det_val_dog.txt"), "1 .5 0 0 4 4\n");
        Files.writeString(folder.resolve("readme.txt"), "no results");
        assertThat(VocResults.read(folder, TRUTH, left -> {}))
                .isEqualTo(Map.of("1", List.of(new Detection(new Box(0, 0, 4, 4), 2, .5))));
    }

    @Test
    void imagesWithBlanksInTheirNamesComeBack() {
        Dataset photos =
                new Dataset("photos", Dataset.Format.YOLO, TRUTH.labels(), List.of(image("my dog 2"), image("dog 2")));
        Map<String, List<Detection>> predicted =
                Map.of("my dog 2", List.of(found(1, .5, 1, 2, 3, 4)), "dog 2", List.of(found(1, .25, 5, 6, 7, 8)));
        VocResults.write(folder, "test", photos, predicted);
        assertThat(VocResults.read(folder, photos, left -> {})).isEqualTo(predicted);
    }
}
