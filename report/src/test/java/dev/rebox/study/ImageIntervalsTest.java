package dev.rebox.study;

import static dev.rebox.evaluate.TestScenes.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.evaluate.compare.PairedDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two images with one object each. The baseline finds none; of the method one seed finds both, and one finds none. */
class ImageIntervalsTest {
    @TempDir
    Path folder;

    private final RunResult baseline = MadeResult.of("baseline", 0, 0).result();
    private final RunResult full = MadeResult.of("full", 0, 1).result();
    private final RunResult poor = MadeResult.of("full", 1, 0).result();
    private Path test;
    private StudyPlan plan;
    private ResultFolder results;

    @BeforeEach
    void keepResults() throws IOException {
        test = Files.writeString(folder.resolve("test.json"), """
                {"images": [{"id": 1, "file_name": "a.jpg", "width": 99, "height": 99},
                            {"id": 2, "file_name": "b.jpg", "width": 99, "height": 99}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0},
                                 {"id": 2, "image_id": 2, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0}],
                 "categories": [{"id": 1, "name": "often"}, {"id": 2, "name": "seldom"}]}""");
        plan = StudyReader.read(
                Files.writeString(
                        folder.resolve("study.yaml"),
                        "{out: x, arms: [baseline, full], common: {data: {train: a, test: '" + test + "'}}}"),
                List.of());
        results = new ResultFolder(folder);
        Dataset truth = Datasets.open(test.toString());
        List<Detection> object = List.of(found(1, .9, 0, 0, 9, 9));
        results.write(baseline, truth, Map.of());
        results.write(full, truth, Map.of("1", object, "2", object));
        results.write(poor, truth, Map.of());
    }

    @Test
    void theDifferenceIsThatOfTheMeansOverTheSeeds() {
        ImageIntervals intervals = new ImageIntervals(plan, results, 50);
        assertThat(voc(intervals, List.of(baseline), List.of(full)))
                .isEqualTo(new PairedDifference("VOC mAP", 0, 1, 1, 1, 1, 1));
        assertThat(voc(intervals, List.of(baseline, baseline), List.of(full, poor)))
                .isEqualTo(new PairedDifference("VOC mAP", 0, .5, .5, .5, .5, 1));
    }

    @Test
    void withoutKeptDetectionsThereAreNone() {
        RunResult lost = MadeResult.of("full", 2, 1).result();
        assertThat(new ImageIntervals(plan, results, 50).of(List.of(baseline), List.of(lost)))
                .isEmpty();
        assertThat(new ImageIntervals(plan, results, 50).of(List.of(), List.of()))
                .isEmpty();
        assertThat(new ImageIntervals(plan, results, 0).of(List.of(baseline), List.of(full)))
                .isEmpty();
    }

    @Test
    void withoutTheTestSetTheOtherFiguresRemain() throws IOException {
        Files.delete(test);
        assertThat(new ImageIntervals(plan, results, 50).of(List.of(baseline), List.of(full)))
                .isEmpty();
    }

    private static PairedDifference voc(ImageIntervals intervals, List<RunResult> first, List<RunResult> second) {
        return intervals.of(first, second).orElseThrow().voc();
    }
}
