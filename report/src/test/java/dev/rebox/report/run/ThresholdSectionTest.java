package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.ChosenThresholds.Curve;
import dev.rebox.evaluate.threshold.MissRatePromise;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdSectionTest {
    private static final Curve CURVE = new Curve(new double[] {.9, .4}, new double[] {1, .5}, new double[] {.25, .75});

    @Test
    void tellsTheThresholdsWithTheirCurves() {
        ChosenThresholds chosen = new ChosenThresholds(
                "photos:validation",
                "best F1",
                40,
                Map.of("cat", new ClassThreshold(.4, .35, .6, .5, .75, 24, CURVE)),
                null,
                null);
        String html = ThresholdSection.of(chosen).toString();
        assertThat(html)
                .contains("Chosen by 40 images of photos:validation: best F1.")
                .contains("0.400", "0.350 to 0.600", "24*", "too few to choose by")
                .contains(">cat<", "precision", "recall")
                .doesNotContain("are missed");
        assertThat(html.split("<circle", -1))
                .as("the chosen point on both curves")
                .hasSize(3);
    }

    @Test
    void tellsThePromise() {
        ChosenThresholds chosen = new ChosenThresholds(
                "photos",
                "a promise",
                90,
                Map.of("cat", new ClassThreshold(.4, .4, .4, .5, .75, 25, CURVE)),
                new MissRatePromise(.1, .95, .4, .0625, 80),
                null);
        assertThat(ThresholdSection.of(chosen).toString())
                .contains("10.0 % of an image", "as 95.0 %", "6.3 % are", "not for detect --tiles")
                .doesNotContain("too few to choose by");
    }
}
