package dev.rebox.study;

import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.study.StudyAnswer.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study's answer as tables in the paper's form. */
final class AnswerTables {
    /** AnswerTable 3's columns. */
    private static final List<Measure> BY_SIZE = List.of(
            Measure.COCO,
            Measure.AP50,
            Measure.AP75,
            Measure.SMALL,
            Measure.MEDIUM,
            Measure.LARGE,
            Measure.AR1,
            Measure.AR10,
            Measure.AR100);

    private static final String NOTHING = "-";

    private AnswerTables() {}

    static List<AnswerTable> of(StudyAnswer answer) {
        List<AnswerTable> tables = new ArrayList<>();
        tables.add(overview(answer));
        for (Setting setting : answer.settings()) {
            tables.add(differences(setting, answer.baseline()));
            tables.add(bySize(setting));
            tables.add(perClass(setting, answer.testBoxes()));
            List<Measure> auxiliary = Measure.auxiliary().stream()
                    .filter(measure -> setting.arms().stream()
                            .anyMatch(arm -> arm.figures().containsKey(measure)))
                    .toList();
            if (!auxiliary.isEmpty()) {
                tables.add(auxiliary(setting, auxiliary));
            }
            tables.add(cost(setting));
        }
        return tables;
    }

    /** As the paper's tables 1, 4 and 5. */
    private static AnswerTable overview(StudyAnswer answer) {
        List<String> header = new ArrayList<>(List.of("arm"));
        List<String> arms = new ArrayList<>();
        for (Setting setting : answer.settings()) {
            header.add(setting.title());
            setting.arms().stream()
                    .map(ArmFigures::arm)
                    .filter(a -> !arms.contains(a))
                    .forEach(arms::add);
        }
        List<List<String>> rows = new ArrayList<>();
        for (String arm : arms) {
            List<String> row = new ArrayList<>(List.of(arm));
            for (Setting setting : answer.settings()) {
                row.add(setting.arms().stream()
                        .filter(a -> a.arm().equals(arm))
                        .map(a -> spread(a.figures().get(Measure.VOC))
                                + gain(a.differences().get(Measure.VOC)))
                        .findFirst()
                        .orElse(NOTHING));
            }
            rows.add(row);
        }
        return new AnswerTable(
                "mAP",
                "VOC's mAP (IoU .5, all points), percent: mean and standard deviation over seeds, and in brackets the mean"
                        + " paired difference to '" + answer.baseline() + "'.",
                header,
                rows);
    }

    private static AnswerTable differences(Setting setting, String baseline) {
        List<List<String>> rows = new ArrayList<>();
        for (ArmFigures arm : setting.arms()) {
            Map<Measure, Spread> differences = arm.differences();
            rows.add(List.of(
                    arm.arm(),
                    String.valueOf(
                            arm.paired().isEmpty()
                                    ? arm.seeds().size()
                                    : arm.paired().size()),
                    spread(arm.figures().get(Measure.VOC)),
                    overSeeds(differences.get(Measure.VOC)),
                    arm.images() == null ? NOTHING : interval(arm.images().voc()),
                    spread(arm.figures().get(Measure.FREQUENT)),
                    overSeeds(differences.get(Measure.FREQUENT)),
                    spread(arm.figures().get(Measure.COCO)),
                    overSeeds(differences.get(Measure.COCO)),
                    arm.images() == null ? NOTHING : interval(arm.images().coco())));
        }
        return new AnswerTable(
                "Differences to " + baseline + ": " + setting.title(),
                "Percent. mAP at IoU .5 of all classes and of the frequent ones (at least " + Measure.FREQUENT_BOXES
                        + " test boxes), AP at IoU .5:.95. Differences are paired by seed: [95% interval by Student's t over"
                        + " seeds], {95% interval over test images, by the paired bootstrap of the seeds' mean}.",
                List.of(
                        "arm",
                        "seeds",
                        "mAP",
                        "difference [seeds]",
                        "{images}",
                        "mAP, frequent",
                        "difference [seeds]",
                        "AP",
                        "difference [seeds]",
                        "{images}"),
                rows);
    }

    /** @param measures that any arm has */
    private static AnswerTable auxiliary(Setting setting, List<Measure> measures) {
        List<String> header = new ArrayList<>(List.of("arm"));
        measures.forEach(measure -> header.add(measure.title()));
        List<List<String>> rows = new ArrayList<>();
        for (ArmFigures arm : setting.arms()) {
            List<String> row = new ArrayList<>(List.of(arm.arm()));
            measures.forEach(measure -> row.add(spread(arm.figures().get(measure))));
            rows.add(row);
        }
        return new AnswerTable(
                "Auxiliary tasks: " + setting.title(),
                "How well the auxiliary heads do their own tasks, percent, mean and standard deviation over seeds.",
                header,
                rows);
    }

    private static AnswerTable cost(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        for (ArmFigures arm : setting.arms()) {
            Map<Measure, Spread> ratios = arm.differences();
            rows.add(List.of(
                    arm.arm(),
                    time(arm.figures().get(Measure.STEP), ratios.get(Measure.STEP)),
                    time(arm.figures().get(Measure.PREDICTION), ratios.get(Measure.PREDICTION))));
        }
        return new AnswerTable(
                "Cost: " + setting.title(),
                "Seconds of a training step and of finding the objects of an image, and relative to the baseline's.",
                List.of("arm", "training step", "prediction"),
                rows);
    }

    /** As the paper's table 3. */
    private static AnswerTable bySize(Setting setting) {
        List<String> header = new ArrayList<>(List.of("arm"));
        BY_SIZE.forEach(measure -> header.add(measure.title()));
        List<List<String>> rows = new ArrayList<>();
        for (ArmFigures arm : setting.arms()) {
            List<String> row = new ArrayList<>(List.of(arm.arm()));
            BY_SIZE.forEach(measure -> row.add(
                    spread(arm.figures().get(measure)) + gain(arm.differences().get(measure))));
            rows.add(row);
        }
        return new AnswerTable(
                "COCO's figures, by object size: " + setting.title(),
                "Percent, mean and standard deviation over seeds, paired differences in brackets. Small: up to 32 x 32"
                        + " pixels, large: from 96 x 96.",
                header,
                rows);
    }

    /** The paper's table 2, on its side. */
    private static AnswerTable perClass(Setting setting, Map<String, Integer> testBoxes) {
        List<String> header = new ArrayList<>(List.of("class", "test boxes"));
        setting.arms().forEach(arm -> header.add(arm.arm()));
        List<List<String>> rows = new ArrayList<>();
        testBoxes.forEach((name, boxes) -> {
            List<String> row = new ArrayList<>(List.of(name, String.valueOf(boxes)));
            setting.arms().forEach(arm -> row.add(spread(arm.perClass().get(name))));
            rows.add(row);
        });
        return new AnswerTable(
                "By class: " + setting.title(),
                "VOC's AP (IoU .5, all points), percent, mean and standard deviation over seeds.",
                header,
                rows);
    }

    private static String spread(@Nullable Spread spread) {
        if (spread == null) {
            return NOTHING;
        }
        return spread.deviation() == null
                ? format("%.1f", spread.mean())
                : format("%.1f ± %.1f", spread.mean(), spread.deviation());
    }

    private static String gain(@Nullable Spread difference) {
        return difference == null ? "" : format(" (%+.1f)", difference.mean());
    }

    private static String overSeeds(@Nullable Spread difference) {
        if (difference == null) {
            return NOTHING;
        }
        Double margin = difference.margin();
        return margin == null
                ? format("%+.1f", difference.mean())
                : format(
                        "%+.1f [%+.1f, %+.1f]",
                        difference.mean(), difference.mean() - margin, difference.mean() + margin);
    }

    private static String interval(PairedDifference difference) {
        return format("{%+.1f, %+.1f}", 100 * difference.low(), 100 * difference.high());
    }

    private static String time(@Nullable Spread seconds, @Nullable Spread ratio) {
        return seconds == null
                ? NOTHING
                : format("%.3f", seconds.mean()) + (ratio == null ? "" : format(" (x %.2f)", ratio.mean()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
