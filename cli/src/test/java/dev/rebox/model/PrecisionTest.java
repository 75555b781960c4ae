package dev.rebox.model;

import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.Losses;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.optim.AdamW;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Sgd;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Precision;
import dev.rebox.train.TrainingProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** bfloat16 is the type in which images run through the convolutions, and of nothing else. */
class PrecisionTest {
    private static final int K = 2;

    private final Sample sample = TestSamples.of(96, 64, K, object(4, 4, 40, 40, 1), object(50, 20, 90, 60, 2));

    private static Model model(TrainConfig.OptimizerKind optimizer) {
        List<String> settings = new ArrayList<>(TrainingProcess.TINY);
        settings.add("optimizer=" + optimizer);
        return Model.create(ConfigReader.read(settings), LabelMap.of(List.of("dog", "cat")));
    }

    private static ScalarType type(Tensor tensor) {
        return tensor.scalar_type().intern();
    }

    @ParameterizedTest
    @EnumSource
    void parametersGradientsLossesAndTheOptimisersStateAreFloat32(TrainConfig.OptimizerKind kind) {
        try (Model model = model(kind);
                PointerScope scope = new PointerScope()) {
            TwoStageDetector detector = model.detector();
            List<Parameter> trained = detector.parameters().trained();
            WeightDecay decay = new WeightDecay(0, 0);
            Optimizer optimizer =
                    kind == TrainConfig.OptimizerKind.SGD ? new Sgd(trained, .9, decay) : new AdamW(trained, decay);

            Tensor total = detector.losses(List.of(sample), 8, Precision.BFLOAT16, new SplittableRandom(1))
                    .total();
            total.backward();
            List<String> withGradient = new ArrayList<>();
            for (Parameter p : trained) {
                if (p.value().grad().defined()) {
                    withGradient.add(p.name());
                    assertThat(type(p.value().grad())).as(p.name()).isEqualTo(ScalarType.Float);
                }
            }
            optimizer.step(.01);

            assertThat(type(total)).isEqualTo(ScalarType.Float);
            assertThat(withGradient)
                    .contains("backbone.conv_stem.weight", "head.logits.weight", "refinement.fc.weight");
            detector.parameters()
                    .all()
                    .forEach(p -> assertThat(type(p.value())).as(p.name()).isEqualTo(ScalarType.Float));
            optimizer
                    .state()
                    .forEach((name, tensor) -> assertThat(type(tensor)).as(name).isEqualTo(ScalarType.Float));
            Gradients.clear(trained);
        }
    }

    /** A step far smaller than bfloat16 can add to a weight: 1 + 1/1024 would be 1 again. */
    @Test
    void stepsThatBfloat16CannotHoldAreNotLost() {
        try (Model model = model(TrainConfig.OptimizerKind.SGD);
                PointerScope scope = new PointerScope()) {
            Parameter bias = model.detector().parameters().get("head.logits.bias");
            bias.set(bias.value().detach().clone().fill_(new org.bytedeco.pytorch.Scalar(1)));
            Sgd sgd = new Sgd(List.of(bias), 0, new WeightDecay(0, 0));
            bias.value().mutable_grad().put(bias.value().detach().clone());
            sgd.step(1 / 1024.);
            assertThat(bias.value().select(0, 0).item_float()).isEqualTo(1 - 1 / 1024f);
            Gradients.clear(List.of(bias));
        }
    }

    /** The same network, image and chance: losses to within bfloat16's three digits, and not the same bits. */
    @Test
    void lossesAreThoseOfFloat32WithinTheRoundingOfBfloat16() {
        try (Model model = model(TrainConfig.OptimizerKind.SGD);
                PointerScope scope = new PointerScope()) {
            Map<String, Float> exact = losses(model.detector(), Precision.FLOAT32);
            Map<String, Float> rounded = losses(model.detector(), Precision.BFLOAT16);
            assertThat(rounded).isNotEqualTo(exact);
            // which anchors and regions are drawn may differ where proposals lie close together: these do not depend on
            // it
            for (String loss : List.of("rpn_objectness", "multi_object", "foreground")) {
                assertThat(rounded.get(loss)).as(loss).isCloseTo(exact.get(loss), within(.01f * exact.get(loss)));
            }
        }
    }

    private Map<String, Float> losses(TwoStageDetector detector, Precision precision) {
        Losses losses = detector.losses(List.of(sample), 8, precision, new SplittableRandom(1));
        return losses.values();
    }
}
