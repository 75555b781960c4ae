package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
    @TempDir
    static Path folder;

    private static Dataset scenes;

    @BeforeAll
    static void write() {
        Scenes.write(folder, 1, 2, 3);
        scenes = Datasets.open(folder.resolve("test.json").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"faster_rcnn", "rfcn"})
    void aDataSetIsMeasuredWithTheTasksOfTheModel(String detector) {
        try (Model model = Model.create(config("detector=" + detector), scenes.labels())) {
            Predictor predictor = new Predictor(model);
            Predictor.Results measured = predictor.measure(scenes, () -> {});
            scenes.examples().forEach(e -> assertThat(measured.detections().get(e.id()))
                    .isEqualTo(predictor.detect(ImageDecoder.read(e))));
            assertThat(measured.auxiliary())
                    .containsOnlyKeys(
                            Stream.of("closenessTop1", "multiObjectMAP", "foregroundAccuracy", "foregroundIoU")
                                    .map(AuxiliaryFigure::named)
                                    .toArray(AuxiliaryFigure[]::new));
            assertThat(measured.auxiliary().values()).allMatch(figure -> figure >= 0 && figure <= 1);
            assertThat(predictor.measure(scenes, () -> {})).isEqualTo(measured);
        }
    }

    /** 150 proposals are three chunks for the workers; every proposal is refined. */
    @ParameterizedTest
    @ValueSource(strings = {"faster_rcnn", "rfcn"})
    void theBitsDoNotDependOnTheNumberOfWorkers(String detector) {
        try (Model model =
                Model.create(config("detector=" + detector, "proposals=150", "refineFloor=0"), scenes.labels())) {
            Predictor predictor = new Predictor(model);
            Engine.workers(1);
            Predictor.Results one = predictor.measure(scenes, () -> {});
            List<Detection> first =
                    predictor.detect(ImageDecoder.read(scenes.examples().get(0)));
            assertThat(first).isNotEmpty();
            for (int workers : new int[] {2, 16}) {
                Engine.workers(workers);
                assertThat(predictor.measure(scenes, () -> {})).isEqualTo(one);
                assertThat(predictor.detect(ImageDecoder.read(scenes.examples().get(0))))
                        .isEqualTo(first);
            }
        } finally {
            Engine.workers(1);
        }
    }

    @Test
    void onlyTheTasksThatAreThereAreMeasured() {
        try (Model one = Model.create(config("auxiliary=[closeness]"), scenes.labels());
                Model none = Model.create(config("auxiliary=[]", "refinement=false"), scenes.labels())) {
            assertThat(new Predictor(one).measure(scenes, () -> {}).auxiliary())
                    .containsOnlyKeys(AuxiliaryFigure.named("closenessTop1"));
            assertThat(new Predictor(none).measure(scenes, () -> {}).auxiliary())
                    .isEmpty();
        }
    }

    @Test
    void oneBadImageDoesNotCostTheOthers() throws IOException {
        List<Example> examples = new ArrayList<>(scenes.examples());
        Path bad = Files.writeString(folder.resolve("bad.jpg"), "no image");
        examples.add(0, new Example("bad", bad, 0, 0, examples.get(0).annotations()));
        Dataset withBad = scenes.withExamples(examples);
        try (Model model = Model.create(config(), scenes.labels())) {
            Predictor predictor = new Predictor(model);
            Predictor.Results measured = predictor.measure(withBad, () -> {});
            assertThat(measured.failures()).containsOnlyKeys("bad");
            assertThat(measured.measured(withBad)).isEqualTo(scenes);
            assertThat(measured.detections())
                    .isEqualTo(predictor.measure(scenes, () -> {}).detections());

            List<String> found = new ArrayList<>();
            predictor.detectAll(
                    examples, (image, any) -> found.add(image.id()), (image, e) -> found.add("not " + image.id()));
            assertThat(found)
                    .containsExactly(
                            "not bad",
                            scenes.examples().get(0).id(),
                            scenes.examples().get(1).id());
        }
    }

    private static Config config(String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "width=0.25", "shorterSide=64", "longerSide=96", "anchorBase=32", "proposals=20", "device=cpu"));
        pairs.addAll(List.of(more));
        return ConfigReader.read(pairs);
    }
}
