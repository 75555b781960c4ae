package dev.rebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.config.ModelConfig.DetectorKind;
import dev.rebox.config.TrainConfig.OptimizerKind;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    @Test
    void aPlanSaysWhatPairsSay() {
        Config plan = TrainingPlan.of("photos:train")
                .test("photos:test")
                .validation("photos:val")
                .out(Path.of("runs", "first"))
                .resume(true)
                .detector(DetectorKind.RFCN)
                .backbone("resnet50")
                .weights(Path.of("resnet50.safetensors"))
                .auxiliary(List.of("closeness"))
                .refinement(false)
                .imageSize(300, 512)
                .anchorBase(128)
                .steps(800)
                .batch(2)
                .regions(64)
                .optimizer(OptimizerKind.ADAMW, 5e-4)
                .precision(Precision.BFLOAT16)
                .device(Device.CPU)
                .seed(7)
                .width(1)
                .with("train.decayAt", List.of(0.5))
                .config();

        assertThat(plan)
                .isEqualTo(ConfigReader.read(List.of(
                        "data.train=photos:train",
                        "data.test=photos:test",
                        "data.validation=photos:val",
                        "out=runs/first",
                        "resume=true",
                        "detector=rfcn",
                        "backbone=resnet50",
                        "weights=resnet50.safetensors",
                        "auxiliary=[closeness]",
                        "refinement=false",
                        "shorterSide=300",
                        "longerSide=512",
                        "anchorBase=128",
                        "steps=800",
                        "batch=2",
                        "regions=64",
                        "optimizer=adamw",
                        "learningRate=0.0005",
                        "precision=bfloat16",
                        "device=cpu",
                        "seed=7",
                        "decayAt=[0.5]")));
    }

    @Test
    void aTextStaysAsItIs() {
        Config plan = TrainingPlan.of("set #2").out(Path.of("007")).config();

        assertThat(plan.data().train()).isEqualTo("set #2");
        assertThat(plan.out()).isEqualTo("007");
    }

    @Test
    void aPlanIsAValue() {
        TrainingPlan plan = TrainingPlan.of("photos").steps(5);

        plan.steps(9);

        assertThat(plan.config().train().steps()).isEqualTo(5);
    }

    @Test
    void aWrongKeyAndAWrongValueAreNamed() {
        assertThatThrownBy(() -> TrainingPlan.of("photos").with("train.step", 5).config())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown key 'train.step'")
                .hasMessageContaining("train.steps");
        assertThatThrownBy(() -> TrainingPlan.of("photos").steps(0).config())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("train.steps: 0");
    }
}
