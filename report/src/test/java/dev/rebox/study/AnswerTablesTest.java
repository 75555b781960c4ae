package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.compare.PairedBootstrap;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.study.StudyAnswer.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The baseline's 40 and 50 percent against 43 and 55 of the method, and 45 of an arm with one seed and no images. */
class AnswerTablesTest {
    private static final ArmFigures BASELINE = new ArmFigures(
            "baseline",
            List.of(0L, 1L),
            List.of(),
            Map.of(Measure.VOC, Spread.of(40, 50), Measure.COCO, Spread.of(20, 22), Measure.STEP, Spread.of(.2, .3)),
            Map.of(),
            Map.of("dog", Spread.of(60, 62)),
            null);
    private static final ArmFigures FULL = new ArmFigures(
            "full",
            List.of(0L, 1L, 2L),
            List.of(0L, 1L),
            Map.of(
                    Measure.VOC,
                    Spread.of(43, 55),
                    Measure.STEP,
                    Spread.of(.3, .6),
                    Measure.PREDICTION,
                    Spread.of(.05),
                    Measure.auxiliary().get(0),
                    Spread.of(70, 74)),
            Map.of(Measure.VOC, Spread.of(3, 5), Measure.STEP, Spread.of(1.5, 2)),
            Map.of("dog", Spread.of(64)),
            new PairedBootstrap(
                    10,
                    1000,
                    0,
                    new PairedDifference("VOC mAP", .45, .49, .04, -.0123, .0912, .9),
                    new PairedDifference("COCO AP", .2, .3, .1, .05, .15, 1)));
    private static final ArmFigures ONE = new ArmFigures(
            "one",
            List.of(0L),
            List.of(0L),
            Map.of(Measure.VOC, Spread.of(45)),
            Map.of(Measure.VOC, Spread.of(-5)),
            Map.of(),
            null);

    private final List<AnswerTable> tables = AnswerTables.of(new StudyAnswer(
            "baseline",
            6,
            12,
            Map.of("dog", 31),
            List.of(new Setting("", .1, List.of(BASELINE, FULL, ONE)), new Setting("", 1, List.of(BASELINE)))));

    @Test
    void theOverviewHasAColumnForEachSetting() {
        AnswerTable overview = tables.get(0);
        assertThat(overview.header()).containsExactly("arm", "10% of the labels", "100% of the labels");
        assertThat(overview.rows())
                .containsExactly(
                        List.of("baseline", "45.0 ± 7.1", "45.0 ± 7.1"),
                        List.of("full", "49.0 ± 8.5 (+4.0)", "-"),
                        List.of("one", "45.0 (-5.0)", "-"));
    }

    @Test
    void differencesHaveTheIntervalsOverSeedsAndOverImages() {
        AnswerTable differences = table("Differences to baseline: 10% of the labels");
        // +3 and +5: mean 4, deviation 1.414, margin 12.706 x 1.414 / 1.414.
        assertThat(differences.rows())
                .containsExactly(
                        List.of("baseline", "2", "45.0 ± 7.1", "-", "-", "-", "-", "21.0 ± 1.4", "-", "-"),
                        List.of(
                                "full",
                                "2",
                                "49.0 ± 8.5",
                                "+4.0 [-8.7, +16.7]",
                                "{-1.2, +9.1}",
                                "-",
                                "-",
                                "-",
                                "-",
                                "{+5.0, +15.0}"),
                        List.of("one", "1", "45.0", "-5.0", "-", "-", "-", "-", "-", "-"));
    }

    @Test
    void classesHaveTheirTestBoxes() {
        AnswerTable classes = table("By class: 10% of the labels");
        assertThat(classes.header()).containsExactly("class", "test boxes", "baseline", "full", "one");
        assertThat(classes.rows()).containsExactly(List.of("dog", "31", "61.0 ± 1.4", "64.0", "-"));
    }

    @Test
    void tasksAreShownWhereAnArmHasThem() {
        assertThat(tables).extracting(AnswerTable::title).doesNotContain("Auxiliary tasks: 100% of the labels");
        AnswerTable tasks = table("Auxiliary tasks: 10% of the labels");
        assertThat(tasks.header())
                .containsExactly("arm", Measure.auxiliary().get(0).title());
        assertThat(tasks.rows())
                .containsExactly(List.of("baseline", "-"), List.of("full", "72.0 ± 2.8"), List.of("one", "-"));
    }

    @Test
    void costIsSecondsAndHowManyTimesTheBaselines() {
        assertThat(table("Cost: 10% of the labels").rows())
                .containsExactly(
                        List.of("baseline", "0.250", "-"),
                        List.of("full", "0.450 (x 1.75)", "0.050"),
                        List.of("one", "-", "-"));
    }

    @Test
    void bySizeHasCocosFigures() {
        AnswerTable bySize = table("COCO's figures, by object size: 10% of the labels");
        assertThat(bySize.header())
                .containsExactly(
                        "arm", "AP", "AP50", "AP75", "AP small", "AP medium", "AP large", "AR 1", "AR 10", "AR 100");
        assertThat(bySize.rows().get(0))
                .containsExactly("baseline", "21.0 ± 1.4", "-", "-", "-", "-", "-", "-", "-", "-");
    }

    private AnswerTable table(String title) {
        return tables.stream()
                .filter(table -> table.title().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
