package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.Rebox;
import dev.rebox.TrainingPlan;
import dev.rebox.config.Device;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.scenes.World;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.model.Model;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.Inventory;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The borders and overlap tasks and masks in whole trainings. */
class BordersRunTest {
    @TempDir
    Path folder;

    @BeforeEach
    void draw() {
        Scenes.write(folder, 4, 2, 7, World.ONLY_NEIGHBOURS, true);
    }

    private TrainingPlan plan(String detector, String trunk) {
        return TrainingPlan.of(folder.resolve("train.json").toString())
                .test(folder.resolve("test.json").toString())
                .out(folder.resolve("run"))
                .device(Device.CPU)
                .width(0.25)
                .imageSize(96, 160)
                .anchorBase(48)
                .regions(16)
                .steps(3)
                .with("model.detector", detector)
                .with("model.auxiliaryTrunk", trunk)
                .with("model.proposals", 20)
                .with("train.logEvery", 1);
    }

    @ParameterizedTest
    @CsvSource({"faster_rcnn, own, true", "faster_rcnn, shared, false", "rfcn, own, false"})
    void itIsTrainedMeasuredAndRefinesBoxes(String detector, String trunk, boolean withMethod) throws Exception {
        List<String> tasks =
                withMethod ? List.of("multi_object", "foreground", "borders", "overlap") : List.of("borders");
        Training.Result result = Rebox.train(plan(detector, trunk)
                .auxiliary(tasks)
                .with("model.refinement", withMethod)
                .with("model.boxRefinement", true)
                .with("data.masks", true));

        Path run = result.run().path();
        assertThat(Files.readString(run.resolve("log.jsonl"))).contains("\"borders\":", "\"refined_box\":");
        assertThat(Inventory.of(run.resolve("model.safetensors")).tensors())
                .extracting(Entry::name)
                .contains("auxiliary.borders.numbers.weight", "refinement.boxes.fc.weight");
        assertThat(result.metrics().orElseThrow().auxiliary())
                .containsKeys(AuxiliaryFigure.named("bordersNear"), AuxiliaryFigure.named("bordersIoU"));
        assertThat(result.metrics().orElseThrow().auxiliary().containsKey(AuxiliaryFigure.named("overlapAgreement")))
                .isEqualTo(withMethod);
        assertThat(result.metrics().orElseThrow().auxiliary().get(AuxiliaryFigure.named("bordersIoU")))
                .isBetween(0.0, 1.0);
        try (Model model = Model.load(run.resolve("model.safetensors"), Device.CPU)) {
            float[] layer = Tensors.toFloats(model.detector()
                    .parameters()
                    .get("refinement.boxes.fc.weight")
                    .value());
            assertThat(layer).hasSize(withMethod ? 4 * (4 + 52 + 63) : 4 * (4 + 52));
            float sum = 0;
            for (float weight : layer) {
                sum += Math.abs(weight);
            }
            assertThat(sum).as("it has learned from the positive regions").isPositive();
        }
    }

    @Test
    void withoutTheTaskTheRefinementOfBoxesIsRefused() {
        assertThatThrownBy(() -> Rebox.train(plan("faster_rcnn", "own").with("model.boxRefinement", true)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("add borders or overlap to model.auxiliary");
    }
}
