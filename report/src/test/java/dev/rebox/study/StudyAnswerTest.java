package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private StudyAnswer answer(RunResult... results) throws IOException {
        Path file = Files.writeString(
                folder.resolve("study.yaml"),
                "{out: x, seeds: [0, 1, 2], fractions: [0.1, 1.0], arms: [baseline, full],"
                        + " common: {data: {train: a, test: b}}}");
        StudyPlan plan = StudyReader.read(file, List.of());
        return StudyAnswer.of(plan, List.of(results), new ImageIntervals(plan, new ResultFolder(folder), 1000));
    }

    private static RunResult run(String arm, long seed, double fraction, double ap, double step) {
        double known = arm.equals("baseline") ? .3 : .4;
        return new RunResult(
                arm + seed + fraction,
                "",
                fraction,
                arm,
                seed,
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                10,
                step,
                .1,
                1,
                LabelMap.of(List.of("often", "seldom")),
                Map.of("often", 30, "seldom", 29),
                new CocoMetrics(known, known, known, -1, known, known, known, known, known, -1, known, known, Map.of()),
                new VocMetrics(
                        ap,
                        ap,
                        Map.of(
                                "often", new VocMetrics.ClassFigures(1.5 * ap, ap),
                                "seldom", new VocMetrics.ClassFigures(0.5 * ap, ap))),
                arm.equals("baseline") ? null : Map.of(AuxiliaryFigure.named("closenessTop1"), .25));
    }
}
