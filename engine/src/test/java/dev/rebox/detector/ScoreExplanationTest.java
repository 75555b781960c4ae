package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestModels;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.image.RgbImage;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.tensor.Tensors;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class ScoreExplanationTest {
    private static final String[] METHOD = {
        "auxiliary=[multi_object,closeness,foreground]", "refinement=true", "refineFloor=0", "refineWindows=3"
    };

    /** The factors are those of the change that there was, and the detections those that there are without an explanation. */
    @Test
    void whatMovedAScoreMultipliesToItsChange() {
        RgbImage image = noise(120, 80);
        try (Model model = TestModels.create(METHOD)) {
            moveLogits(model);
            Predictor predictor = new Predictor(model);
            List<ExplainedDetection> explained = predictor.explain(image);
            List<Detection> plain = predictor.detect(image);
            assertThat(explained).extracting(ExplainedDetection::detection).isEqualTo(plain);
            assertThat(explained).isNotEmpty();
            boolean moved = false;
            for (ExplainedDetection one : explained) {
                ScoreRefinement refinement = one.refinement().orElseThrow();
                assertThat(refinement.inputs())
                        .extracting(ScoreRefinement.Input::source)
                        .containsExactly("head", "closeness", "multi_object", "multi_object", "multi_object", "bias");
                double factor = refinement.inputs().stream()
                        .mapToDouble(ScoreRefinement.Input::factor)
                        .reduce(1, (a, b) -> a * b);
                double score = one.detection().score();
                assertThat(refinement.before() * factor).isCloseTo(score, within(2e-4 * score));
                moved |= Math.abs(score / refinement.before() - 1) > .05;
            }
            assertThat(moved).isTrue();
        }
    }

    @Test
    void theWindowsGrowFromTheRegionToTheImage() {
        try (Model model = TestModels.create(METHOD)) {
            moveLogits(model);
            ScoreRefinement refinement = new Predictor(model)
                    .explain(noise(120, 80))
                    .get(0)
                    .refinement()
                    .orElseThrow();
            List<Box> windows = refinement.inputs().stream()
                    .map(ScoreRefinement.Input::window)
                    .toList();
            Box region = windows.get(0);
            Box image = new Box(0, 0, 120, 80);
            assertNear(windows.get(1), image);
            assertThat(windows.get(2)).isEqualTo(region);
            assertNear(
                    windows.get(3),
                    new Box(region.x1() / 2, region.y1() / 2, (region.x2() + 120) / 2, (region.y2() + 80) / 2));
            assertNear(windows.get(4), image);
            assertThat(refinement.inputs().get(4).logits()).hasSize(3);
        }
    }

    @Test
    void withoutARefinementThereIsNothingToTell() {
        try (Model model = TestModels.create()) {
            List<ExplainedDetection> explained = new Predictor(model).explain(noise(60, 60));
            assertThat(explained).isNotEmpty().allMatch(one -> one.refinement().isEmpty());
        }
    }

    /** A region that no class wants is left as the main head has it. */
    @Test
    void whatIsNotRefinedKeepsItsScore() {
        try (Model model = TestModels.create("auxiliary=[closeness]", "refinement=true", "refineFloor=0.999")) {
            assertThat(new Predictor(model).explain(noise(60, 60))).isNotEmpty().allSatisfy(one -> {
                ScoreRefinement refinement = one.refinement().orElseThrow();
                assertThat(refinement.inputs()).isEmpty();
                assertThat(refinement.before()).isEqualTo(one.detection().score());
            });
        }
    }

    @Test
    void factorsAreThoseOfTheSoftmax() {
        double[] logits = {1, -.5, 2};
        double[][] parts = {{.3, -2, 1}, {4, 0, -3}, {0, 0, 0}};
        double[] after = {1 + .3 + 4, -.5 - 2, 2 + 1 - 3};
        for (int label = 0; label < 3; label++) {
            double[] factors = SoftmaxShares.factors(logits, parts, label);
            double expected = SoftmaxShares.softmax(after)[label] / SoftmaxShares.softmax(logits)[label];
            assertThat(DoubleStream.of(factors).reduce(1, (a, b) -> a * b))
                    .isCloseTo(expected, within(1e-3 * expected));
            assertThat(factors[2]).isEqualTo(1);
        }
    }

    private static void assertNear(Box box, Box expected) {
        assertThat(box.x1()).isCloseTo(expected.x1(), within(.01));
        assertThat(box.y1()).isCloseTo(expected.y1(), within(.01));
        assertThat(box.x2()).isCloseTo(expected.x2(), within(.01));
        assertThat(box.y2()).isCloseTo(expected.y2(), within(.01));
    }

    /** A refinement starts at zero: gives its layer weights that do something. */
    private static void moveLogits(Model model) {
        try (PointerScope scope = new PointerScope()) {
            for (String name : List.of("refinement.fc.weight", "refinement.fc.bias")) {
                var parameter = model.detector().parameters().get(name);
                Random random = new Random(1);
                float[] values = new float[(int) parameter.value().numel()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                parameter.set(
                        Tensors.floats(values, model.detector().parameters().device(), parameter.shape()));
            }
        }
    }

    private static RgbImage noise(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(0).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }
}
