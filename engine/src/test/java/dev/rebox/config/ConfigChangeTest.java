package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.run.BestSoFar;
import dev.rebox.run.Checkpoint;
import dev.rebox.train.Resumption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigChangeTest {
    private static Config config(String... pairs) {
        List<String> all = new ArrayList<>(List.of("data.train=scenes"));
        all.addAll(Arrays.asList(pairs));
        return ConfigReader.read(all);
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint(100, 0, BestSoFar.NONE, ConfigReader.write(config()), "hash");
    }

    @Test
    void whatChangedIsToldWithBothValues() {
        assertThat(ConfigChange.between(config(), config("steps=20000", "learningRate=0.01")))
                .extracting(ConfigChange::toString)
                .containsExactly("train.learningRate was 0.001 and is 0.01", "train.steps was 10000 and is 20000");
    }

    @Test
    void anotherFolderAndResumeItselfAreNoChanges() {
        assertThat(ConfigChange.between(config(), config("out=elsewhere", "resume=true")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=20000",
                "learningRate=0.1",
                "decayAt=[]",
                "train.windows=fixed",
                "clip=1",
                "precision=bfloat16",
                "loaders=4",
                "data.test=other",
                "nms=0.5",
                "trunkWeightDecay=0.1",
                "decayBiases=false",
                "data.train=moved",
                "model.weights=moved"
            })
    void aRunGoesOnWithWhatLeavesNetworkAndDataAlone(String pair) {
        new Resumption(config(pair), "hash").check(checkpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "width=0.5",
                "refinement=false",
                "auxiliary=[]",
                "anchorBase=128",
                "anchorCentres=cells",
                "normalization=shift",
                "rfcnDilation=1",
                "shorterSide=300",
                "flip=false",
                "seed=1",
                "batch=2",
                "optimizer=adamw",
                "train.windows=fresh"
            })
    void aRunDoesNotGoOnWithAnotherNetworkOrOtherData(String pair) {
        assertThatThrownBy(() -> new Resumption(config(pair), "hash").check(checkpoint()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(" was ")
                .hasMessageContaining("give another 'out'");
    }

    @Test
    void otherBoxesAreNoticedByTheirHash() {
        assertThatThrownBy(() -> new Resumption(config(), "other").check(checkpoint()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("data.train: scenes holds other images or boxes");
    }

    @Test
    void fewerStepsThanDoneAreRefused() {
        assertThatThrownBy(() -> new Resumption(config("steps=99"), "hash").check(checkpoint()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("train.steps: 99 lies behind the last checkpoint, step 100");
    }
}
