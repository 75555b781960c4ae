package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.config.ConfigReader;
import dev.rebox.config.ModelConfig;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TasksTest {
    @Test
    void tasksComeInTheOrderInWhichTheRefinementReadsThem() {
        List<TaskKind> kinds = Tasks.of(config("[foreground, multi_object, closeness]"));
        assertThat(kinds).extracting(TaskKind::name).containsExactly("closeness", "multi_object", "foreground");
        assertThat(kinds).extracting(TaskKind::weight).containsExactly(.3, 1.0, 1.0); // paper, section 3.4
        try (Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            TaskKind.Parts parts = new TaskKind.Parts(
                    parameters, () -> new TableClassifier(null), outputs -> new TableClassifier(null), 4, config("[]"));
            List<AuxiliaryTask> tasks =
                    kinds.stream().map(kind -> kind.create(parts)).toList();
            assertThat(tasks.stream().filter(RegionContext.class::isInstance)).hasSize(2);
            assertThat(((RegionContext) tasks.get(0)).vectors()).isEqualTo(1);
            assertThat(((RegionContext) tasks.get(1)).vectors()).isEqualTo(5);
        }
    }

    @Test
    void noNameMakesNoTaskAndNoLabels() {
        assertThat(Tasks.of(config("[]"))).isEmpty();
        assertThat(Tasks.labels(config("[]"))).isEmpty();
        assertThat(Tasks.of(config("[closeness, closeness]"))).hasSize(1);
        assertThat(Tasks.labels(config("[multi_object, closeness]"))).hasSize(2);
    }

    @Test
    void anUnknownTaskIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Tasks.of(config("[closenes]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.auxiliary: unknown task 'closenes'. Did you mean 'closeness'? Known: ")
                .hasMessageContaining("closeness, multi_object, foreground");
    }

    @Test
    void weightsAndDetachedTasksAreAskedForTheirNamesToo() {
        assertThatThrownBy(() -> Tasks.of(settings("auxiliaryWeights=[forground=0.2]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.auxiliaryWeights: unknown task 'forground'. Did you mean 'foreground'?");
        assertThatThrownBy(() -> Tasks.of(settings("detachedTasks=[closness]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.detachedTasks: unknown task 'closness'. Did you mean 'closeness'?");
        // A task of a plug-in, and one that is not trained, are known.
        assertThat(Tasks.of(settings("auxiliary=[]", "auxiliaryWeights=[count=0.5]", "detachedTasks=[foreground]")))
                .isEmpty();
    }

    @Test
    void softCrossEntropyIsTheMeanOfMinusLabelTimesLogProbability() {
        try (PointerScope scope = new PointerScope()) {
            Device cpu = new Device("cpu");
            float ln3 = (float) Math.log(3);
            Tensor logits = Tensors.floats(new float[] {0, ln3, 0, ln3, 7, 9}, cpu, 3, 2); // probabilities 1/4, 3/4
            Tensor labels = Tensors.floats(new float[] {.5f, .5f, 0, 1, 0, 0}, cpu, 3, 2);
            assertThat(SoftCrossEntropy.of(logits, labels, 2).item_double())
                    .isCloseTo((-.5 * Math.log(.25) - 1.5 * Math.log(.75)) / 2, within(1e-6));
        }
    }

    private static ModelConfig config(String tasks) {
        return settings("auxiliary=" + tasks);
    }

    private static ModelConfig settings(String... pairs) {
        return ConfigReader.read(List.of(pairs)).model();
    }
}
