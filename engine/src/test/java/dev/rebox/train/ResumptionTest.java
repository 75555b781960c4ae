package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestModels;
import dev.rebox.config.ConfigChange;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import dev.rebox.run.BestSoFar;
import dev.rebox.run.Checkpoint;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static Checkpoint begunWith(String... settings) {
        return new Checkpoint(100, 0, BestSoFar.NONE, ConfigReader.write(TestModels.config(settings)), "the data");
    }

    private static Resumption now(String... settings) {
        return new Resumption(TestModels.config(settings), "the data");
    }

    @Test
    void theSameMayGoOnAndSoMayMoreStepsOrAnotherRate() {
        assertThatCode(() -> now("steps=200").check(begunWith("steps=200"))).doesNotThrowAnyException();
        assertThatCode(() -> now("steps=300", "learningRate=0.5").check(begunWith("steps=200")))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherNetworkOrSeedMayNotAndAllChangesAreTold() {
        assertThatThrownBy(() -> now("steps=300", "seed=9", "cropSize=3").check(begunWith("steps=200", "cropSize=7")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "model.cropSize was 7 and is 3; train.seed was 0 and is 9: a run cannot go on with that. Set it"
                                + " back, or give another 'out' to begin anew.");
    }

    @Test
    void otherDataMayNot() {
        Resumption other = new Resumption(TestModels.config("data.train=photos", "steps=200"), "other data");
        assertThatThrownBy(() -> other.check(begunWith("steps=200")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "data.train: photos holds other images or boxes than when the run was begun: a run cannot go"
                                + " on with that. Bring them back, or give another 'out' to begin anew.");
    }

    @Test
    void theEndMayNotLieBehindTheCheckpoint() {
        assertThatCode(() -> now("steps=100").check(begunWith("steps=200"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> now("steps=99").check(begunWith("steps=200")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("train.steps: 99 lies behind the last checkpoint, step 100. Give at least that many.");
    }

    @Test
    void whatIsAllowedIsTold() {
        assertThat(now("steps=300").changes(begunWith("steps=200")))
                .containsExactly(new ConfigChange("train.steps", "200", "300"));
    }
}
