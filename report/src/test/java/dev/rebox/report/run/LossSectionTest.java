package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.ReadHtml;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossSectionTest {
    @Test
    void eachValueIsTheMeanOfATwentiethAroundIt() {
        double[] values = new double[40];
        values[0] = 6;
        values[20] = 3;
        values[30] = Double.NaN;
        double[] smooth = LossSection.smoothed(values);
        assertThat(Arrays.copyOf(smooth, 3)).containsExactly(3, 2, 0);
        assertThat(Arrays.copyOfRange(smooth, 18, 23)).containsExactly(0, 1, 1, 1, 0);
        assertThat(smooth[30]).isZero();
    }

    @Test
    void aPlotDrawsAtMostAFewHundredPoints() {
        assertThat(LossSection.drawn(new double[1000])).hasSize(334);
        assertThat(LossSection.drawn(new double[0])).isEmpty();
    }

    @Test
    void whatIsDrawnAreTheFirstValuesOfEqualParts() {
        double[] values = IntStream.range(0, 801).asDoubleStream().toArray();
        assertThat(LossSection.drawn(values)).hasSize(267).startsWith(0, 3, 6).endsWith(795, 798);
    }

    @Test
    void theHeightOfAPlotIsThatAfterTheFirstTwentieth() {
        double[] smooth = new double[40];
        Arrays.fill(smooth, 1);
        smooth[0] = 100;
        smooth[1] = 50;
        smooth[2] = 3;
        smooth[7] = Double.NaN;
        assertThat(LossSection.settledMost(smooth)).isEqualTo(3);
        assertThat(LossSection.settledMost(new double[] {Double.NaN})).isEqualTo(1);
    }

    @Test
    void lossesHaveTheNamesThatPeopleKnow() {
        assertThat(LossSection.name("rpn_box")).isEqualTo("Proposals: box");
        assertThat(LossSection.name("closeness")).isEqualTo("Closeness label");
        assertThat(LossSection.name("of_a_later_version")).isEqualTo("of_a_later_version");
    }

    @Test
    void everyLossHasAPlotWithItsValidationAndTheLearningRateComesLast() throws Exception {
        Steps steps = new Steps(1, 0, Map.of("class", 2.0, "box", 1.0), 3, .001, 1, 1, 0, 1);
        Evaluated validation = new Evaluated(1, 0, "validation", null, Map.of("class", 9.0));
        ReadHtml html = ReadHtml.of(
                LossSection.of(new History(List.of(steps, steps), List.of(validation), Optional.empty(), Map.of())));
        assertThat(html.attributes("svg", "aria-label"))
                .containsExactlyInAnyOrder("Class", "Box", "Learning rate")
                .endsWith("Learning rate");
        assertThat(html.texts("span")).containsExactly("validation");
        assertThat(html.attributes("circle", "cy")).as("at the top, which is 3").containsExactly("12");
    }
}
