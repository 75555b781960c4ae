package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigTest {
    @Test
    void theRefinementLearnsFromThirtyTwoRegionsAnImageOrFromTheShareThatIsSaid() {
        ModelConfig usual = ConfigReader.read(List.of()).model();
        assertThat(usual.refineShareOf(256)).isEqualTo(.125);
        assertThat(usual.refineShareOf(64)).isEqualTo(.5);
        assertThat(usual.refineShareOf(16)).isEqualTo(1);
        ModelConfig config =
                ConfigReader.read(List.of("model.refineShare=0.25")).model();
        assertThat(config.refineShareOf(256)).isEqualTo(.25);
        assertThat(config.refineShareOf(16)).isEqualTo(.25);
    }

    @Test
    void aTasksWeightIsItsOwnOrTheOneThatIsSaidTimesTheFactor() {
        ModelConfig config = model("auxiliaryWeights=[closeness=.5, count = 2]", "auxiliaryWeight=0.25");
        assertThat(config.weightOf("closeness", .3)).isEqualTo(.125);
        assertThat(config.weightOf("count", .1)).isEqualTo(.5);
        assertThat(config.weightOf("foreground", 1)).isEqualTo(.25);
        assertThat(model("auxiliaryWeights=closeness=0.5").weightOf("closeness", .3))
                .isEqualTo(.5);
    }

    @Test
    void weightsOfTasksAreWrittenAsTheyAreRead() {
        Config config = ConfigReader.read(List.of("auxiliaryWeights=[closeness=.5]"));
        assertThat(ConfigReader.values(config)).containsEntry("model.auxiliaryWeights", "[\"closeness=0.5\"]");
        assertThat(ConfigReader.parse(ConfigReader.write(config), "there")).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auxiliaryWeights=[closeness] | model.auxiliaryWeights: 'closeness' is not task=weight",
                "auxiliaryWeights=[closeness=x] | model.auxiliaryWeights: 'closeness=x' is not task=weight",
                "auxiliaryWeights=[closeness=0] | model.auxiliaryWeights: closeness=0.0 is not a number above 0.",
                "auxiliaryWeights=[count=1, count=2] | model.auxiliaryWeights: 'count' has two weights.",
                "refinementWeight=0 | model.refinementWeight: 0.0 is not a number above 0.",
                "rpnBeta=0 | model.rpnBeta: 0.0 is not a number above 0.",
                "rfcnDilation=0 | model.rfcnDilation: 0.0 is not a number above 0.",
                "trunkWeightDecay=-1 | train.trunkWeightDecay: -1.0 is not a number from 0 on.",
                "normalization=scale | model.normalization: wrong value",
            })
    void wrongValuesAreToldInOneLine(String pair, String message) {
        assertThatThrownBy(() -> model(pair))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .extracting(Throwable::getMessage)
                .matches(text -> text.lines().count() == 1);
    }

    @Test
    void someTasksOrAllAreDetached() {
        assertThat(model("detachedTasks=[closeness]").detaches("closeness")).isTrue();
        assertThat(model("detachedTasks=[closeness]").detaches("foreground")).isFalse();
        assertThat(model("detachAuxiliary=true").detaches("foreground")).isTrue();
    }

    @Test
    void anchorsAreCentredInTheirPixelsAtTheirCornerOrWhereTheCellIs() {
        assertThat(model().anchors(15).first()).isEqualTo(8);
        assertThat(model("anchorCentres=corner").anchors(15).first()).isZero();
        assertThat(model("anchorCentres=cells").anchors(15).first()).isEqualTo(15);
        Config inception = ConfigReader.read(List.of("anchorCentres=cells", "backbone=inception_resnet_v2"));
        assertThat(inception.reach().anchors().first()).isEqualTo(15);
    }

    private static ModelConfig model(String... pairs) {
        return ConfigReader.read(List.of(pairs)).model();
    }
}
