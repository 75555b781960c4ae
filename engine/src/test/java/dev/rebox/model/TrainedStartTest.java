package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestModels;
import dev.rebox.config.Device;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small detector of dogs and cats as the start of others. */
class TrainedStartTest {
    private static final LabelMap TRAINED = LabelMap.of(List.of("dog", "cat"));
    private static final LabelMap WANTED = LabelMap.of(List.of("cow", "dog"));

    @TempDir
    Path folder;

    private Path file;
    private final List<StartReport> reports = new ArrayList<>();

    @BeforeEach
    void trained() {
        file = folder.resolve("model.safetensors");
        save(file);
    }

    private static void save(Path file, String... settings) {
        List<String> all = new ArrayList<>(List.of("seed=1"));
        all.addAll(List.of(settings));
        try (Model model = Model.create(TestModels.config(all.toArray(String[]::new)), TRAINED)) {
            model.save(file);
        }
    }

    private Model start(String... settings) {
        List<String> all = new ArrayList<>(List.of("seed=2", "model.weights=" + file));
        all.addAll(List.of(settings));
        return Model.create(TestModels.config(all.toArray(String[]::new)), WANTED, reports::add);
    }

    private static float[] values(Model model, String name) {
        try (PointerScope scope = new PointerScope()) {
            return Tensors.toFloats(model.tensors().get(name));
        }
    }

    private static float[] rows(float[] values, int from, int to, int width) {
        return Arrays.copyOfRange(values, from * width, to * width);
    }

    @Test
    void whatFitsIsTaken() {
        try (Model old = Model.load(file, Device.CPU);
                Model model = start()) {
            for (String name : List.of(
                    "backbone.conv_stem.weight",
                    "proposal.objectness.weight",
                    "head.trunk.blocks.4.1.conv_pw.weight")) {
                assertThat(values(model, name)).as(name).isEqualTo(values(old, name));
            }
            float[] before = values(old, "head.logits.weight");
            float[] now = values(model, "head.logits.weight");
            int width = before.length / 3;
            assertThat(rows(now, 0, 1, width)).as("background").isEqualTo(rows(before, 0, 1, width));
            assertThat(rows(now, 2, 3, width)).as("dog").isEqualTo(rows(before, 1, 2, width));
            assertThat(rows(now, 1, 2, width)).as("cow").isNotEqualTo(rows(before, 2, 3, width));
            float[] boxes = values(old, "head.offsets.weight");
            float[] moved = values(model, "head.offsets.weight");
            assertThat(rows(moved, 4, 8, width)).as("dog").isEqualTo(rows(boxes, 0, 4, width));
            assertThat(moved[0]).as("cow").isCloseTo((boxes[0] + boxes[4 * width]) / 2, within(1e-7f));
        }
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0))
                .hasToString(
                        "Start from " + file + ". Taken: backbone, proposal.conv, proposal.objectness,"
                                + " proposal.offsets, head.trunk, head.logits, head.offsets; classes dog. Anew: none; classes cow.");
    }

    @Test
    void newTasksStartWithTheMainHeadsTail() {
        try (Model old = Model.load(file, Device.CPU);
                Model model = start("auxiliary=[closeness]", "refinement=true")) {
            assertThat(values(model, "auxiliary.closeness.trunk.blocks.4.0.conv_dw.weight"))
                    .isEqualTo(values(old, "head.trunk.blocks.4.0.conv_dw.weight"));
        }
        assertThat(reports.get(0).taken()).contains("auxiliary.closeness.trunk");
        assertThat(reports.get(0).anew()).containsExactly("auxiliary.closeness.logits", "refinement.fc");
    }

    @Test
    void theRefinementIsTakenWhereItSeesTheSame() {
        save(file, "auxiliary=[closeness]", "refinement=true", "refinementStart=0.01");
        try (Model model = start("auxiliary=[closeness]", "refinement=true")) {
            assertThat(values(model, "refinement.fc.weight")).contains(0f); // cow's
            assertThat(values(model, "refinement.fc.weight")[0]).isNotZero();
        }
        assertThat(reports.get(0).anew()).isEmpty();
    }

    @Test
    void anotherHeadTakesTheTail() {
        try (Model model = start("detector=rfcn")) {
            assertThat(model.detector().classes()).isEqualTo(2);
        }
        assertThat(reports.get(0).taken()).contains("backbone", "head.trunk");
        assertThat(reports.get(0).anew()).containsExactly("head.reduce", "head.logits", "head.offsets");
    }

    @Test
    void positionSensitiveMapsAreTakenClassByClass() {
        save(file, "detector=rfcn");
        try (Model old = Model.load(file, Device.CPU);
                Model model = start("detector=rfcn")) {
            float[] before = values(old, "head.logits.bias");
            float[] weights = values(old, "head.logits.weight");
            float[] now = values(model, "head.logits.weight");
            assertThat(before).hasSize(9 * 3);
            assertThat(rows(now, 3 * 8 + 2, 3 * 8 + 3, 1024)).isEqualTo(rows(weights, 3 * 8 + 1, 3 * 8 + 2, 1024));
        }
        assertThat(reports.get(0).anew()).isEmpty();
    }

    @Test
    void otherAnchorsHaveOutputsOfTheirOwn() {
        start("anchorRatios=[0.4,1,2.5]").close(); // as many, but of other shapes
        assertThat(reports.get(0).anew()).containsExactly("proposal.objectness", "proposal.offsets");
    }

    @Test
    void aRunFolderStandsForItsModel() throws Exception {
        Path better = folder.resolve("best.safetensors");
        save(better, "seed=5");
        file = folder;
        start().close();
        assertThat(reports.get(0).file()).isEqualTo(better);
        Path unfinished = Files.createDirectories(folder.resolve("unfinished"));
        file = unfinished;
        assertThatThrownBy(this::start)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(unfinished + ": has no model yet");
    }

    @Test
    void anotherBackboneIsNamedWithWhatToSay() {
        assertThatThrownBy(() -> start("width=0.5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("backbone mobilenet_v1 of width 0.25")
                .hasMessageEndingWith("Say backbone=mobilenet_v1 width=0.25.");
    }
}
