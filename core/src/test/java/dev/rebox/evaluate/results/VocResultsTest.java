package dev.rebox.evaluate.results;

import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocResultsTest {
    private static final Dataset VOC = new Dataset(
            "voc",
            Dataset.Format.VOC,
            LabelMap.of(List.of("table", "dining_table")),
            List.of(image("000001"), image("000002")));

    @TempDir
    Path folder;

    @Test
    void boxesOfVocFilesAreCountedFromOneWithBothEndsInside() throws IOException {
        // columns 11..20 and rows 21..60: ten wide, forty high
        write("comp4_det_test_table.txt", "000001 0.75 11 21 20 60\n");
        assertThat(VocResults.read(folder, VOC, left -> {}))
                .isEqualTo(Map.of("000001", List.of(new Detection(new Box(10, 20, 20, 60), 1, .75))));
    }

    @Test
    void boxesForOtherTruthAreEdgesCountedFromZero() throws IOException {
        write("comp4_det_test_table.txt", "000001 0.75 11 21 20 60\n");
        Dataset coco = new Dataset("coco", Dataset.Format.COCO, VOC.labels(), VOC.examples());
        assertThat(VocResults.read(folder, coco, left -> {})
                        .get("000001")
                        .get(0)
                        .box())
                .isEqualTo(new Box(11, 21, 20, 60));
    }

    @Test
    void readsWhatItWroteAFileForEachClass() throws IOException {
        Map<String, List<Detection>> detections =
                Map.of("000002", List.of(found(2, 1e-5, 10.5, 20, 30, 40), found(2, .5, 0, 0, 1, 1)));
        VocResults.write(folder, "test", VOC, detections);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("comp4_det_test_table.txt", "comp4_det_test_dining_table.txt");
        assertThat(Files.readString(folder.resolve("comp4_det_test_dining_table.txt")))
                .isEqualTo("000002 1.0E-5 11.5 21.0 40.5 60.0\n000002 0.5 1.0 1.0 1.0 1.0\n");
        assertThat(VocResults.read(folder, VOC, left -> {})).isEqualTo(detections);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "000001 0.75 11 21 20|has 5 values, not six: image score xmin ymin xmax ymax",
                "000003 0.75 11 21 20 60|unknown image id '000003': voc has no such image. Did you mean '000001'?",
                "000001 high 11 21 20 60|'high' is not a number",
                "000001 NaN 11 21 20 60|NaN is not finite",
                "000001 0.75 11 21 9 60|the box ends before it starts: 000001 0.75 11 21 9 60",
            })
    void namesTheLineThatIsWrong(String line, String message) throws IOException {
        Path file = write("comp4_det_test_table.txt", "000001 0.75 11 21 20 60\n\n" + line + "\n");
        assertThatThrownBy(() -> VocResults.read(folder, VOC, left -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":3: " + message);
    }

    @Test
    void aFileOfAClassThatTheTruthLacksIsLeftOutAndTold() throws IOException {
        write("comp4_det_test_tabel.txt", "");
        assertThatThrownBy(() -> VocResults.read(folder, VOC, left -> {}))
                .hasMessageStartingWith(folder + ": holds no file of a class that " + VOC.name() + " has. Known: ");
        write("comp4_det_test_table.txt", "000001 .5 1 2 3 4\n");
        List<String> left = new ArrayList<>();
        assertThat(VocResults.read(folder, VOC, left::add)).containsOnlyKeys("000001");
        assertThat(left)
                .containsExactly("class 'tabel' is not in " + VOC.name()
                        + ": its detections are left out. Did you mean 'table'?");
    }

    @Test
    void aFolderWithoutResultsAndTwoImageSetsInOneAreErrors() throws IOException {
        assertThatThrownBy(() -> VocResults.read(folder, VOC, left -> {}))
                .hasMessage(folder + ": holds no file comp4_det_SET_CLASS.txt");
        write("comp4_det_test_table.txt", "");
        write("comp4_det_val_table.txt", "");
        assertThatThrownBy(() -> VocResults.read(folder, VOC, left -> {})).hasMessageContaining("holds the same class");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
