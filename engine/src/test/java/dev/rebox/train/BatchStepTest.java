package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.model.Model;
import dev.rebox.optim.Gradients;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Owned;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three images of different sizes in one batch. */
class BatchStepTest {
    private static final List<Sample> BATCH = List.of(
            TestSamples.of(64, 64, 3, TestSamples.object(0, 0, 30, 30, 1), TestSamples.object(30, 10, 60, 40, 2)),
            TestSamples.of(96, 64, 3, TestSamples.object(20, 10, 60, 60, 3)),
            TestSamples.of(48, 80, 3, TestSamples.object(5, 5, 30, 60, 2), TestSamples.object(10, 40, 40, 70, 1)));

    private final Config config = ConfigReader.read(List.of(
            "width=0.25",
            "anchorBase=32",
            "proposals=80",
            "model.windows=4",
            "refineWindows=4",
            "refineShare=1",
            "regions=80",
            "batch=3",
            "device=cpu"));

    @AfterEach
    void reset() {
        Engine.workers(1);
    }

    private record Outcome(Map<String, Float> losses, Map<String, float[]> gradients) {}

    private Outcome run(Model model, List<Sample> samples, long step) {
        List<Parameter> trained = model.detector().parameters().trained();
        try (BatchStep batchStep = new BatchStep(model.detector(), config.train(), trained)) {
            Map<String, Float> losses = batchStep.run(samples, step);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            try (PointerScope scope = new PointerScope()) {
                for (Parameter parameter : trained) {
                    Tensor gradient = parameter.value().grad();
                    gradients.put(parameter.name(), gradient.defined() ? Tensors.toFloats(gradient) : new float[0]);
                }
            }
            return new Outcome(losses, gradients);
        } finally {
            Gradients.clear(trained);
        }
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfWorkers() {
        try (Model model = Model.create(config, LabelMap.of(List.of("a", "b", "c")))) {
            Engine.workers(1);
            Outcome one = run(model, BATCH, 7);
            assertThat(one.losses).containsKeys("class", "multi_object", "closeness", "refined_class");
            for (int workers : new int[] {2, 16}) {
                Engine.workers(workers);
                Outcome several = run(model, BATCH, 7);
                assertThat(several.losses).isEqualTo(one.losses);
                assertThat(one.gradients.keySet())
                        .allMatch(name -> Arrays.equals(several.gradients.get(name), one.gradients.get(name)));
            }
        }
    }

    /** The first image is sampled by the same numbers in a batch and alone, so that a batch of two can be taken apart. */
    @Test
    void theLossIsTheMeanOverTheImages() {
        try (Model model = Model.create(config, LabelMap.of(List.of("a", "b", "c")))) {
            Outcome alone = run(model, BATCH.subList(0, 1), 3);
            Outcome twice = run(model, List.of(BATCH.get(0), BATCH.get(0)), 3);
            long live = Owned.live();
            Outcome other = run(model, List.of(BATCH.get(0), BATCH.get(1)), 3);
            Outcome swapped = run(model, List.of(BATCH.get(1)), 3);
            assertThat(Owned.live()).isEqualTo(live);
            assertThat(swapped.losses).isNotEqualTo(alone.losses);
            // The foreground's loss samples nothing: it is exactly the mean.
            assertThat(twice.losses.get("foreground")).isEqualTo(alone.losses.get("foreground"), within(1e-6f));
            assertThat(other.losses.get("foreground"))
                    .isEqualTo((alone.losses.get("foreground") + swapped.losses.get("foreground")) / 2, within(1e-6f));
            List<Float> differences = new ArrayList<>();
            float[] mean = other.gradients.get("auxiliary.foreground.conv.weight");
            float[] first = alone.gradients.get("auxiliary.foreground.conv.weight");
            float[] second = swapped.gradients.get("auxiliary.foreground.conv.weight");
            for (int i = 0; i < mean.length; i++) {
                differences.add(Math.abs(mean[i] - (first[i] + second[i]) / 2));
            }
            assertThat(differences).isNotEmpty().allMatch(d -> d < 1e-6);
        }
    }
}
