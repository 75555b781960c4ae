package dev.rebox.report.comparison;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.evaluate.voc.VocMetrics;
import dev.rebox.report.ReadHtml;
import dev.rebox.report.comparison.Comparison.ClassDifference;
import dev.rebox.report.comparison.Comparison.Pair;
import dev.rebox.report.page.Html;
import dev.rebox.report.run.History;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two cats and two dogs. The first run takes a dog for a cat and misses a cat; the second misses the other dog. */
class ComparisonTest {
    private static final Dataset TRUTH = dataset(
            LabelMap.of(List.of("cat", "dog", "cow")),
            image("1", object(1, 0, 0, 10, 10), object(2, 100, 0, 10, 10)),
            image("2", object(1, 0, 0, 10, 10), object(2, 100, 0, 10, 10), crowd(3, 200, 0, 50, 50)));

    private static final Detection CAT = found(1, .9, 0, 0, 10, 10);
    private static final Detection DOG = found(2, .9, 100, 0, 10, 10);
    private static final AuxiliaryFigure FIGURE = AuxiliaryFigure.named("closenessTop1");

    private final ComparedRun first = new ComparedRun(
            "first",
            Map.of("1", List.of(CAT, found(1, .95, 100, 0, 10, 10)), "2", List.of(DOG)),
            Map.of(),
            history(1, Map.of("class", 4.0), .2, .3));
    private final ComparedRun second = new ComparedRun(
            "second",
            Map.of("1", List.of(CAT, DOG), "2", List.of(CAT)),
            Map.of(FIGURE, .75),
            history(2, Map.of("class", 2.0, "closeness", 1.0), .4));
    private final Comparison comparison = Comparison.of(new ComparedRun.Together(TRUTH, List.of(first, second, first)));

    @Test
    void theFirstRunIsComparedWithEachOther() {
        assertThat(comparison.data()).isEqualTo("scenes");
        assertThat(comparison.images()).isEqualTo(2);
        assertThat(comparison.runs()).containsExactly("first", "second", "first");
        assertThat(comparison.pairs()).extracting(Pair::second).containsExactly("second", "first");
        assertThat(comparison.pairs()).extracting(Pair::first).containsOnly("first");
    }

    @Test
    void aClassesDifferenceIsThatOfItsAp() {
        // Cats of the first run: a miss, then one of two found: half of the recall at a precision of one half.
        assertThat(comparison.pairs().get(0).perClass())
                .as("a class of crowds alone is left out")
                .containsOnlyKeys("cat", "dog")
                .containsEntry("cat", new ClassDifference(2, .25, 1, .75))
                .containsEntry("dog", new ClassDifference(2, .5, .5, 0));
        assertThat(comparison.pairs().get(0).difference().voc().difference()).isEqualTo(.375);
    }

    @Test
    void objectsAreCountedByWhoFoundThemAndWhy() {
        Comparison.Found found = comparison.pairs().get(0).found();
        assertThat(found.byBoth()).isEqualTo(1);
        assertThat(found.byNeither()).isZero();
        assertThat(found.bySecond())
                .as("a dog taken for a cat, and a cat missed by the first")
                .containsOnly(Map.entry(ErrorKind.CLASS, 1), Map.entry(ErrorKind.MISSED, 1));
        assertThat(found.byFirst()).containsOnly(Map.entry(ErrorKind.MISSED, 1));
        assertThat(found.firstErrors()).containsEntry(ErrorKind.CLASS, 1).containsEntry(ErrorKind.MISSED, 1);
        assertThat(found.secondErrors()).containsEntry(ErrorKind.CLASS, 0).containsEntry(ErrorKind.MISSED, 1);
    }

    @Test
    void onlyRunsWithTasksHaveFiguresOfThem() {
        assertThat(comparison.auxiliary()).containsOnlyKeys("second").containsEntry("second", Map.of(FIGURE, .75));
    }

    @Test
    void thePageNamesTheLargestGainFirst() throws Exception {
        String page = ComparisonReport.page(comparison, new ComparedRun.Together(TRUTH, List.of(first, second, first)))
                .text();
        assertThat(page)
                .contains("Compared on scenes, 2 images with 5 boxes.")
                .contains("<h2>Classes: second</h2>", "<h2>Auxiliary tasks, %</h2>");
        String classes = page.substring(page.indexOf("<h2>Classes: second</h2>"));
        assertThat(classes.indexOf(">cat<")).isPositive().isLessThan(classes.indexOf(">dog<"));
        assertThat(classes).contains(">+75.0<", ">±0.0<");
        assertThat(page)
                .contains(
                        "Of the objects, 1 are found by both, 2 only by second, 1 only by first, 0 by neither (score of 0.9 or"
                                + " more, where F1 is highest; IoU .5).");
    }

    @Test
    void curvesShowEachLossOfTheRunsThatHaveIt() throws Exception {
        Html curves = CurvesSection.of(List.of(first, second));
        ReadHtml html = ReadHtml.of(curves);
        assertThat(html.attributes("svg", "aria-label")).containsExactly("VOC mAP, %", "Class", "Closeness label");
        assertThat(html.texts("span")).containsExactly("first", "second", "first", "second", "second");
        assertThat(html.attributes("path", "style"))
                .as("a run keeps its colour")
                .containsExactly(
                        "stroke:var(--line1)",
                        "stroke:var(--line0)",
                        "stroke:var(--line1)",
                        "stroke:var(--line0)",
                        "stroke:var(--line1)");
    }

    @Test
    void withoutSeveralMeasurementsThereIsNoCurveOfMap() throws Exception {
        assertThat(ReadHtml.of(CurvesSection.of(List.of(second))).attributes("svg", "aria-label"))
                .doesNotContain("VOC mAP, %");
    }

    /** @param maps measured after 100, 200 .. steps */
    private static History history(long seed, Map<String, Double> losses, double... maps) {
        List<Evaluated> evaluations = new java.util.ArrayList<>();
        for (double map : maps) {
            Evaluation evaluation = new Evaluation(null, new VocMetrics(map, map, Map.of()), null, null, null);
            evaluations.add(new Evaluated(100 * (evaluations.size() + 1), 0, "test", evaluation, Map.of()));
        }
        List<Steps> steps =
                List.of(new Steps(1, 0, losses, 5, .001, 1, 1, 0, 1), new Steps(2, 0, losses, 5, .001, 1, 1, 0, 1));
        return new History(steps, evaluations, Optional.empty(), Map.of());
    }
}
