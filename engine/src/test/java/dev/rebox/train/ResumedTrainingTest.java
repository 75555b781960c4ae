package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestModels;
import dev.rebox.config.Config;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.Workers;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact resume of the whole training: the weights' average and what augmentation draws included. */
class ResumedTrainingTest {
    private static final String AVERAGE = "optimizer.average.";

    @TempDir
    Path folder;

    @BeforeEach
    void scenes() {
        Scenes.write(folder.resolve("scenes"), 4, 2, 3);
    }

    private Config config(String out, boolean resume, int loaders) {
        return TestModels.config(
                "data.train=" + folder.resolve("scenes/train.json"),
                "data.test=" + folder.resolve("scenes/test.json"),
                "data.validation=" + folder.resolve("scenes/test.json"),
                "out=" + folder.resolve(out),
                "resume=" + resume,
                "loaders=" + loaders,
                "steps=6",
                "batch=2",
                "regions=16",
                "decayAt=[]",
                "evaluateEvery=2",
                "optimizer=adamw",
                "learningRate=0.0005",
                "ema=0.9",
                "mosaic=0.5",
                "turn=0.3",
                "crop=0.5",
                "augment.scale=0.25",
                "photometric=0.2",
                "blur=0.3",
                "jpeg=0.3");
    }

    /** Asks to stop after a step. */
    private static Progress until(long step) {
        return new Progress() {
            private long done;

            @Override
            public void started(long first, long steps) {}

            @Override
            public void step(StepReport report) {
                done = report.step();
            }

            @Override
            public void evaluated(long at, String set, Evaluation evaluation) {}

            @Override
            public boolean stopAsked() {
                return done >= step;
            }
        };
    }

    /** After step 3, and in the middle of the evaluation after step 2, where the average stands in the parameters' place. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aStoppedRunEndsWithTheSameBits(long step) throws IOException {
        Training.run(config("whole", false, 1), Progress.NONE);
        assertThatThrownBy(() -> Training.run(config("parted", false, 1), until(step)))
                .isInstanceOf(StoppedException.class);
        int workers = Workers.count();
        try {
            Engine.workers(workers == 1 ? 2 : 1);
            Training.run(config("parted", true, 3), Progress.NONE);
        } finally {
            Engine.workers(workers);
        }
        for (String part : new String[] {"detections.json", "metrics.json"}) {
            assertThat(folder.resolve("parted").resolve(part))
                    .hasSameTextualContentAs(folder.resolve("whole").resolve(part));
        }
        for (String part : new String[] {"model.safetensors", "best.safetensors"}) {
            assertThat(tensors("parted", part)).as(part).isEqualTo(tensors("whole", part));
        }
    }

    /** The numbers of a model, without the settings before them, which name the folder. */
    private byte[] tensors(String run, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(run).resolve(file));
        int header = (bytes[0] & 0xFF) + ((bytes[1] & 0xFF) << 8) + ((bytes[2] & 0xFF) << 16);
        return Arrays.copyOfRange(bytes, 8 + header, bytes.length);
    }

    /** The model has, for each trained parameter, the numbers of its average, and these are not those of the last step. */
    @Test
    void whatIsSavedIsTheAverage() {
        Training.run(config("averaged", false, 1), Progress.NONE);
        Path run = folder.resolve("averaged");
        try (Weights checkpoint = WeightsFile.open(run.resolve("checkpoints/step-000000006.safetensors"));
                Weights model = WeightsFile.open(run.resolve("model.safetensors"));
                PointerScope scope = new PointerScope()) {
            List<String> trained = checkpoint.entries().keySet().stream()
                    .filter(name -> name.startsWith(AVERAGE))
                    .map(name -> name.substring(AVERAGE.length()))
                    .toList();
            assertThat(trained).contains("head.logits.weight", "head.logits.bias", "proposal.objectness.weight");
            for (String name : trained) {
                assertThat(Tensors.toFloats(model.read(name)))
                        .as(name)
                        .isEqualTo(Tensors.toFloats(checkpoint.read(AVERAGE + name)));
            }
            assertThat(Tensors.toFloats(model.read("head.logits.weight")))
                    .isNotEqualTo(Tensors.toFloats(checkpoint.read("head.logits.weight")));
        }
    }
}
