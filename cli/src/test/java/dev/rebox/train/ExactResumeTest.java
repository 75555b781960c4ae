package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactResumeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"float32, fixed, sgd", "bfloat16, fresh, adamw"})
    void aKilledRunThatGoesOnEndsWithTheSameBits(String precision, String windows, String optimizer)
            throws IOException {
        TrainingProcess.scenes(folder);
        String[] common = {
            "precision=" + precision, "train.windows=" + windows, "optimizer=" + optimizer, "checkpointEvery=3"
        };

        int whole = start(common, "out=whole", "steps=6", "loaders=1").exit();
        start(common, "out=killed", "steps=1000", "loaders=2")
                .until("checkpoint", () -> Files.exists(checkpoint("killed", 3)))
                .kill();
        TrainingProcess rest = start(common, "out=killed", "steps=6", "resume=true");

        assertThat(whole).isZero();
        assertThat(rest.exit()).as(rest.output()).isZero();
        assertThat(rest.output()).contains("Going on from step 3 ", "train.steps was 1000 and is 6");
        assertThat(Files.exists(checkpoint("killed", 6))).isTrue();
        TensorFile expected = TensorFile.read(checkpoint("whole", 6));
        assertThat(expected.tensors().keySet()).anyMatch(name -> name.startsWith("optimizer."));
        assertThat(TensorFile.read(checkpoint("killed", 6)).differences(expected))
                .isEmpty();
    }

    @Test
    void anotherNumberOfWorkersGoesOnToTheSameBits() throws IOException {
        TrainingProcess.scenes(folder);
        String[] common = {"batch=3", "checkpointEvery=2"};

        int whole = start(common, "out=whole", "steps=4", "--threads", "1").exit();
        int half = start(common, "out=other", "steps=2", "--threads", "1").exit();
        TrainingProcess rest = start(common, "out=other", "steps=4", "resume=true", "--threads", "3");

        assertThat(List.of(whole, half)).containsOnly(0);
        assertThat(rest.exit()).as(rest.output()).isZero();
        assertThat(rest.output()).contains("Workers: 3 (");
        assertThat(TensorFile.read(checkpoint("other", 4)).differences(TensorFile.read(checkpoint("whole", 4))))
                .isEmpty();
    }

    private TrainingProcess start(String[] common, String... more) {
        String[] settings = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, settings, common.length, more.length);
        return TrainingProcess.start(folder, settings);
    }

    private Path checkpoint(String run, int step) {
        return folder.resolve(run).resolve(String.format("checkpoints/step-%09d.safetensors", step));
    }
}
