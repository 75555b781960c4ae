package dev.rebox.evaluate.compare;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestData;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.PerturbedTruth;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.results.CocoResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final LabelMap CATS = LabelMap.of(List.of("cat"));

    @Test
    void twoImagesOfWhichOnlyTheSecondSetFindsOne() {
        // resampled test sets: twice image 1 (difference 0), one of each (1/2, twice as often), twice image 2 (1)
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10)), image("2", object(1, 0, 0, 10, 10)));
        List<Detection> right = List.of(found(1, .9, 0, 0, 10, 10));
        PairedBootstrap bootstrap =
                PairedBootstrap.of(truth, Map.of("1", right), Map.of("1", right, "2", right), 2000, 7);
        PairedDifference voc = bootstrap.voc();
        assertThat(voc.first()).isEqualTo(.5);
        assertThat(voc.second()).isEqualTo(1);
        assertThat(voc.difference()).isEqualTo(.5);
        assertThat(voc.low()).isZero();
        assertThat(voc.high()).isEqualTo(1);
        assertThat(voc.share()).isEqualTo(1 - .25 / 2, within(.03));
        assertThat(voc.isClear()).isFalse();
    }

    @Test
    void theMeansOfSeveralRunsAreCompared() {
        // One of the second's two runs finds the cat: 1/2 in the mean, whatever is drawn.
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10)));
        Map<String, List<Detection>> right = Map.of("1", List.of(found(1, .9, 0, 0, 10, 10)));
        Map<String, List<Detection>> nothing = Map.of();
        PairedBootstrap bootstrap =
                PairedBootstrap.ofRuns(truth, List.of(nothing, nothing), List.of(right, nothing), 10, 7);
        assertThat(bootstrap.voc()).isEqualTo(new PairedDifference("VOC mAP", 0, .5, .5, .5, .5, 1));
    }

    @Test
    void theSameDetectionsDifferByNothingAndASeedRepeatsItself() {
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10)), image("2"));
        Map<String, List<Detection>> some = Map.of("1", List.of(found(1, .9, 0, 0, 10, 9)));
        PairedBootstrap same = PairedBootstrap.of(truth, some, some, 50, 3);
        assertThat(same.coco()).isEqualTo(new PairedDifference("COCO AP", .9, .9, 0, 0, 0, .5));
        assertThat(PairedBootstrap.of(truth, some, Map.of(), 50, 3))
                .isEqualTo(PairedBootstrap.of(truth, some, Map.of(), 50, 3));
    }

    @Test
    void copiesOfImagesCountLikeImagesOfTheirOwn() {
        Path golden = Path.of("src/test/resources/golden/coco/crowds");
        Dataset truth = Datasets.open(golden.resolve("truth.json").toString());
        Map<String, List<Detection>> detections =
                CocoResults.read(golden.resolve("detections.json"), truth, left -> {});
        SplittableRandom random = new SplittableRandom(1);
        int[] copies = random.ints(truth.examples().size(), 0, 4).toArray();
        List<Example> examples = new ArrayList<>();
        Map<String, List<Detection>> copied = new HashMap<>();
        for (int i = 0; i < copies.length; i++) {
            Example e = truth.examples().get(i);
            for (int c = 0; c < copies[i]; c++) {
                String id = e.id() + "00" + c; // keeps the order of the ids
                examples.add(new Example(id, e.image(), e.width(), e.height(), e.annotations()));
                copied.put(id, detections.getOrDefault(e.id(), List.of()));
            }
        }
        Evaluation expected = Evaluation.of(truth.withExamples(examples), copied);
        WeightedOutcomes weighted = new WeightedOutcomes(ClassBoxes.perClass(truth, detections));
        WeightedOutcomes.Figures figures = weighted.measure(copies);
        assertThat(figures.voc()).isEqualTo(expected.voc().map(), within(1e-12));
        assertThat(figures.coco()).isEqualTo(expected.coco().ap(), within(1e-12));
    }

    @Test
    void resamplesOfARealTestSetAreQuick() {
        Path file = TestData.needed("data/coco-people/test.json");
        Dataset truth = Datasets.open(file.toString());
        Map<String, List<Detection>> detections = PerturbedTruth.draw(truth);
        long start = System.nanoTime();
        PairedBootstrap.of(truth, detections, detections, 300, 0);
        assertThat((System.nanoTime() - start) / 1e9).as("seconds for 300").isLessThan(5);
    }
}
