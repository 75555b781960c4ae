package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyAnswerTest {
    @TempDir
    Path folder;

    @Test
    void differencesArePairedBySeed() throws IOException {
        // The baseline's 40 and 50 percent against 43 and 55: +3 and +5, so +4 in the mean, deviation sqrt(2).
        StudyAnswer answer = answer(
                run("baseline", 0, 1, .40, .2),
                run("full", 0, 1, .43, .3),
                run("baseline", 1, 1, .50, .2),
                run("full", 1, 1, .55, .5),
                run("full", 2, 1, .99, .2));

        ArmFigures full = answer.settings().get(0).arms().get(1);
        assertThat(full.seeds()).containsExactly(0L, 1L, 2L);
        assertThat(full.paired()).containsExactly(0L, 1L);
        Spread difference = full.differences().get(Measure.VOC);
        assertThat(difference.mean()).isCloseTo(4, within(1e-9));
        assertThat(difference.deviation()).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(difference.margin()).isCloseTo(12.706, within(1e-9));
        assertThat(full.differences().get(Measure.STEP).mean()).isCloseTo(2, within(1e-9)); // 1.5 and 2.5 times
        assertThat(answer.markdown()).contains("+4.0 [-8.7, +16.7]", "(x 2.00)");
        assertThat(answer.markdown()).contains("| arm | closeness top-1 |\n", "| full | 25.0 ± 0.0 |\n");
    }

    @Test
    void onlyClassesWithThirtyTestBoxesAreFrequent() throws IOException {
        RunResult run = run("baseline", 0, 1, .40, .2); // 'often' has .60, 'seldom' .20
        assertThat(Measure.VOC.of(run)).isCloseTo(40, within(1e-9));
        assertThat(Measure.FREQUENT.of(run)).isCloseTo(60, within(1e-9));
    }

    @Test
    void whatCouldNotBeFoundIsNoFigure() throws IOException {
        StudyAnswer answer = answer(run("baseline", 0, 1, .40, .2));
        assertThat(answer.settings().get(0).arms().get(0).figures()).doesNotContainKey(Measure.SMALL);
        assertThat(answer.markdown()).contains("| baseline | 30.0 |", " - ");
    }

    @Test
    void gainsAtTwoFractionsOfTheLabelsMakeAPlot() throws IOException {
        StudyAnswer one = answer(run("baseline", 0, 1, .40, .2), run("full", 0, 1, .43, .3));
        assertThat(GainPlot.svg(one, "")).isEmpty();
        StudyAnswer two = answer(
                run("baseline", 0, 1, .40, .2), run("full", 0, 1, .43, .3),
                run("baseline", 0, .1, .20, .2), run("full", 0, .1, .28, .3));
        assertThat(GainPlot.svg(two, "").orElseThrow()).contains("<svg", "</svg>");
    }

    @Test
    void whatWasReachedIsGroupedByNetworkAndFraction() throws IOException {
        StudyAnswer answer = answer(run("full", 0, 1, .43, .3), run("full", 0, .1, .20, .2));
        assertThat(answer.baseline()).isEqualTo("baseline");
        assertThat(answer.finished()).isEqualTo(2);
        assertThat(answer.runs()).as("3 seeds x 2 fractions x 2 arms").isEqualTo(12);
        assertThat(answer.settings())
                .extracting(StudyAnswer.Setting::title)
                .containsExactly("10% of the labels", "100% of the labels");
        ArmFigures alone = answer.settings().get(0).arms().get(0);
        assertThat(alone.arm()).isEqualTo("full");
        assertThat(alone.differences()).as("no baseline yet").isEmpty();
        assertThat(alone.paired()).isEmpty();
    }

    @Test
    void theBaselineIsNotComparedWithItself() throws IOException {
        ArmFigures baseline = answer(run("baseline", 0, 1, .4, .2), run("baseline", 1, 1, .5, .2))
                .settings()
                .get(0)
                .arms()
                .get(0);
        assertThat(baseline.differences()).isEmpty();
        assertThat(baseline.figures().get(Measure.VOC)).isEqualTo(Spread.of(40, 50));
        assertThat(baseline.perClass()).containsOnlyKeys("often", "seldom");
        assertThat(baseline.perClass().get("seldom").mean()).isCloseTo(22.5, within(1e-9)); // 20 and 25;
    }

    @ParameterizedTest
    @CsvSource({"0.07, 7%", "0.29, 29%", "0.125, 12.5%", "0.001, 0.1%", "1, 100%"})
    void aFractionIsAShortPercentage(double fraction, String percent) throws IOException {
        assertThat(new StudyAnswer.Setting("", fraction, List.of()).percent()).isEqualTo(percent);
        assertThat(new StudyAnswer.Setting("resnet50", fraction, List.of()).title())
                .isEqualTo("resnet50, " + percent + " of the labels");
        assertThat(new StudyPlan.Fraction(fraction, new Variant("", List.of())).percent())
                .isEqualTo(percent);
    }

    private StudyAnswer answer(RunResult... results) throws IOException {
        Path file = Files.writeString(
                folder.resolve("study.yaml"),
                "{out: x, seeds: [0, 1, 2], fractions: [0.1, 1.0], arms: [baseline, full],"
                        + " common: {data: {train: a, test: b}}}");
        StudyPlan plan = StudyReader.read(file, List.of());
        return StudyAnswer.of(plan, List.of(results), new ImageIntervals(plan, new ResultFolder(folder), 1000));
    }

    private static RunResult run(String arm, long seed, double fraction, double map, double stepSeconds) {
        return MadeResult.of(arm, seed, map)
                .fraction(fraction)
                .stepSeconds(stepSeconds)
                .result();
    }
}
