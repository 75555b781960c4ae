package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.ChosenThresholds.Curve;
import dev.rebox.evaluate.threshold.MissRatePromise;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code thresholds --miss-rate} prints of a class that no image shows. */
class ThresholdsOutputTest {
    private static final double[] NONE = {};
    private static final ClassThreshold DOG =
            new ClassThreshold(.25, .25, .25, 0.5, Double.NaN, 0, new Curve(NONE, NONE, NONE));

    @Test
    void aFigureThatIsNotThereIsADash() {
        assertThat(ThresholdsCommand.line("dog", DOG))
                .isEqualTo("  dog                      0.250   0.250.. 0.250     0.500         -      0");
    }

    @Test
    void inJsonItIsNull() throws Exception {
        Map<String, Object> document = ThresholdsCommand.document(new ChosenThresholds(
                "photos", "a promise", 90, Map.of("dog", DOG), new MissRatePromise(.1, .95, .25, .0625, 80), null));
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(document))
                .contains("\"precision\":0.5,\"recall\":null")
                .contains("\"miss_rate\":0.1,\"confidence\":0.95,\"threshold\":0.25,\"measured\":0.0625,\"images\":80")
                .contains("not for detect --tiles");
    }
}
