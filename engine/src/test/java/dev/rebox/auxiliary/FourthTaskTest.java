package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.Rebox;
import dev.rebox.TrainingPlan;
import dev.rebox.config.Device;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.EvaluationTable;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.tensor.weights.Inventory;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link CountTask} is trained, logged, saved, resumed and measured by a program that has no word of it. */
class FourthTaskTest {
    @TempDir
    Path folder;

    @Test
    void aTaskIsAddedWithoutTouchingTheProgram() throws Exception {
        Scenes.write(folder, 4, 2, 7);
        TrainingPlan plan = TrainingPlan.of(folder.resolve("train.json").toString())
                .test(folder.resolve("test.json").toString())
                .out(folder.resolve("run"))
                .device(Device.CPU)
                .width(0.25)
                .imageSize(96, 160)
                .anchorBase(48)
                .regions(16)
                .steps(2)
                .auxiliary(List.of("count", "closeness"))
                .with("model.proposals", 20)
                .with("train.logEvery", 1);

        Training.Result result = Rebox.train(plan);

        Path run = result.run().path();
        assertThat(Files.readAllLines(run.resolve("log.jsonl")).get(0)).contains("\"count\":", "\"closeness\":");
        assertThat(Inventory.of(run.resolve("model.safetensors")).tensors())
                .extracting(Entry::name)
                .contains("auxiliary.count.conv.weight");
        AuxiliaryFigure counted = AuxiliaryFigure.named("countRight");
        assertThat(result.metrics().orElseThrow().auxiliary())
                .containsOnlyKeys(counted, AuxiliaryFigure.named("closenessTop1"));
        assertThat(EvaluationTable.of(result.metrics().orElseThrow())).contains("count right");
        assertThat(Files.readString(run.resolve("metrics.json"))).contains("\"countRight\"");

        assertThat(Rebox.train(plan.resume(true).steps(3)).steps()).isEqualTo(3);
    }
}
