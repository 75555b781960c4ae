package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.study.StudyAnswer.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class GainPlotTest {
    private final StudyAnswer answer = new StudyAnswer(
            "baseline",
            0,
            0,
            Map.of(),
            List.of(
                    setting("", 1, arm("a", 3, 5), arm("b", 1), arm("once", 9)),
                    setting("", .1, arm("a", 8), arm("b", -2)),
                    setting("resnet50", .5, arm("c", 1))));

    @Test
    void aLineHasTheMeanGainsFromFewLabelsToMany() {
        XYSeries line = GainPlot.chart(answer, "").getSeriesMap().get("a");
        assertThat(line.getXData()).containsExactly(10, 100);
        assertThat(line.getYData()).containsExactly(8, 4);
        // One gain has no interval; of +3 and +5 it is 12.706 on either side.
        assertThat(line.getExtraValues()).containsExactly(new double[] {0, 12.706}, within(1e-9));
    }

    @Test
    void linesStandBesideEachOtherAndNeedTwoPoints() {
        XYChart chart = GainPlot.chart(answer, "");
        assertThat(chart.getSeriesMap()).containsOnlyKeys("a", "b");
        assertThat(chart.getSeriesMap().get("b").getXData()).containsExactly(new double[] {10.3, 103}, within(1e-9));
    }

    @Test
    void theTitlesSayWhatIsCompared() {
        XYChart chart = GainPlot.chart(answer, "");
        assertThat(chart.getTitle()).isEqualTo("Gain over baseline");
        assertThat(chart.getXAxisTitle()).isEqualTo("percent of the labels (10%, 100%)");
        assertThat(GainPlot.chart(answer, "resnet50").getTitle()).isEqualTo("Gain over baseline, resnet50");
    }

    @Test
    void aNetworkWithOneFractionHasNoPlot() {
        assertThat(GainPlot.svg(answer, "resnet50")).isEmpty();
    }

    private static Setting setting(String network, double fraction, ArmFigures... arms) {
        return new Setting(network, fraction, List.of(arms));
    }

    private static ArmFigures arm(String name, double... gains) {
        return new ArmFigures(
                name, List.of(0L), List.of(0L), Map.of(), Map.of(Measure.VOC, Spread.of(gains)), Map.of(), null);
    }
}
