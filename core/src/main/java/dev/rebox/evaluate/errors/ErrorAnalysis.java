package dev.rebox.evaluate.errors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.matching.Images;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * TIDE's account of the errors: how many of each kind, and the AP that each costs, which is the AP gained by putting
 * right all errors of that kind and no other. Fractions 0..1; the tool itself prints percent.
 *
 * @param ap the AP at IoU .5 in TIDE's way: at most 100 detections an image, all classes together
 * @param cost AP gained by repairing a kind; 0 where repairing gains nothing
 * @param count the errors of a kind
 * @param falsePositiveCost AP gained by giving all false positives the lowest score and all others the highest
 * @param falseNegativeCost AP gained by finding all objects without another false positive
 * @param mistakes every error, image by image
 */
public record ErrorAnalysis(
        double ap,
        Map<ErrorKind, Double> cost,
        Map<ErrorKind, Integer> count,
        double falsePositiveCost,
        double falseNegativeCost,
        @JsonIgnore List<Mistake> mistakes) {

    /** Judges all detections on the images of a data set. */
    public static ErrorAnalysis of(Dataset truth, Map<String, List<Detection>> detections) {
        Ledger ledger = new Ledger(truth.labels().size());
        for (Example example : Images.ordered(truth)) {
            ledger.enter(new ImageJudgement(example, detections.getOrDefault(example.id(), List.of())));
        }
        double ap = ledger.unrepaired();
        Map<ErrorKind, Double> cost = new EnumMap<>(ErrorKind.class);
        Map<ErrorKind, Integer> count = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : ErrorKind.values()) {
            cost.put(kind, Math.max(0, ledger.repaired(m -> m.kind() == kind) - ap));
            count.put(kind, (int)
                    ledger.mistakes.stream().filter(m -> m.kind() == kind).count());
        }
        return new ErrorAnalysis(
                ap,
                cost,
                count,
                ledger.withoutFalsePositives() - ap,
                ledger.withoutFalseNegatives() - ap,
                List.copyOf(ledger.mistakes));
    }

    /** All judgements, from which AP is worked out anew with some errors put right. */
    private static final class Ledger {
        private final int classes;
        private final List<Annotation> truths = new ArrayList<>();
        private final List<Detection> correct = new ArrayList<>();
        private final List<Annotation> unfound = new ArrayList<>();
        private final List<Mistake> mistakes = new ArrayList<>();
        private final ScoredPoints asJudged;

        Ledger(int classes) {
            this.classes = classes;
            asJudged = new ScoredPoints(classes);
        }

        void enter(ImageJudgement image) {
            truths.addAll(image.truths());
            correct.addAll(image.correct());
            unfound.addAll(image.unfound());
            mistakes.addAll(image.mistakes());
            image.truths().forEach(t -> asJudged.addPositives(t.label(), 1));
            image.inOrder((detection, hit) -> asJudged.add(detection.label(), detection.score(), hit));
        }

        double unrepaired() {
            return asJudged.meanAveragePrecision();
        }

        /** Errors come before hits, which decides between equal scores as in TIDE. */
        double repaired(Predicate<Mistake> chosen) {
            ScoredPoints points = withPositives();
            for (Mistake mistake : mistakes) {
                if (chosen.test(mistake)) {
                    repair(mistake, points);
                } else if (mistake.counts() && mistake.detection() != null) {
                    points.add(mistake.detection().label(), mistake.detection().score(), false);
                }
            }
            correct.forEach(d -> points.add(d.label(), d.score(), true));
            return points.meanAveragePrecision();
        }

        private static void repair(Mistake mistake, ScoredPoints points) {
            Annotation truth = mistake.truth();
            Detection detection = mistake.detection();
            if (truth != null && detection == null) {
                points.addPositives(truth.label(), -1);
            } else if (truth != null && detection != null && mistake.repairs()) {
                points.add(truth.label(), detection.score(), true);
            }
        }

        double withoutFalsePositives() {
            ScoredPoints points = withPositives();
            mistakes.stream()
                    .filter(m -> m.counts() && m.detection() != null)
                    .forEach(m -> points.add(m.detection().label(), 0, false));
            correct.forEach(d -> points.add(d.label(), 1, true));
            return points.meanAveragePrecision();
        }

        double withoutFalseNegatives() {
            ScoredPoints points = withPositives();
            mistakes.stream()
                    .filter(m -> m.counts() && m.detection() != null)
                    .forEach(
                            m -> points.add(m.detection().label(), m.detection().score(), false));
            correct.forEach(d -> points.add(d.label(), d.score(), true));
            unfound.forEach(t -> points.addPositives(t.label(), -1));
            return points.meanAveragePrecision();
        }

        private ScoredPoints withPositives() {
            ScoredPoints points = new ScoredPoints(classes);
            truths.forEach(t -> points.addPositives(t.label(), 1));
            return points;
        }
    }
}
