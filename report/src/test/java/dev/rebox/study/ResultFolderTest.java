package dev.rebox.study;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final Dataset TEST =
            dataset(LabelMap.of(List.of("often", "seldom")), image("1", object(1, 0, 0, 10, 10)), image("2"));

    @TempDir
    Path study;

    @Test
    void aResultIsReadAsItWasWritten() {
        RunResult result = MadeResult.of("full", 3, .5).result();
        ResultFolder folder = written(result, Map.of());
        assertThat(folder.find(result.id())).hasValue(result);
        assertThat(folder.hasDetections(result.id())).isTrue();
        assertThat(folder.find("another")).isEmpty();
        assertThat(folder.hasDetections("another")).isFalse();
    }

    @Test
    void ofDetectionsTheSurestHundredAreKept() {
        List<Detection> many = IntStream.range(0, 120)
                .mapToObj(i -> found(1, .9 - i / 1000.0, 0, 0, 10, 10))
                .toList();
        List<Detection> kept = kept(many);
        assertThat(kept).hasSize(100);
        assertThat(kept.get(99).score()).isEqualTo(.801);
    }

    @Test
    void thoseThatAreHardlySaidAreNot() {
        assertThat(kept(List.of(found(1, .01, 0, 0, 10, 10), found(1, .0099, 0, 0, 10, 10))))
                .hasSize(1);
    }

    @Test
    void eighthsOfAPixelAndFiveDigitsOfAScoreAreKept() {
        Detection kept = kept(List.of(found(2, .1234567, 1.07, 2.05, 3, 4.3))).get(0);
        // From (1.07, 2.05) to (4.07, 6.35)
        assertThat(kept).isEqualTo(found(2, .12346, 1.125, 2, 3, 4.375));
    }

    @Test
    void aDamagedResultIsToldWithItsLine() throws IOException {
        Path file = study.resolve("results/full/result.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\n\"id\": \"full\",\n\"seed\": \"x\"}");
        assertThatThrownBy(() -> new ResultFolder(study).find("full"))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":3: not a result of a study. Delete it, and the run is done again.");
    }

    private List<Detection> kept(List<Detection> said) {
        return written(MadeResult.of("full", 0, .5).result("run", 1, Map.of()), Map.of("1", said))
                .detections("run", TEST, TEST.labels())
                .get("1");
    }

    private ResultFolder written(RunResult result, Map<String, List<Detection>> detections) {
        ResultFolder folder = new ResultFolder(study);
        folder.write(result, TEST, detections);
        return folder;
    }
}
