package dev.rebox.evaluate.threshold;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.errors.ScoreCurve;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.ChosenThresholds.Curve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Chooses a threshold for each class, on images that were not trained on. */
public final class ThresholdChoice {
    /** Objects of a class from which on a share of them is known to 20 points, 1.96 * sqrt(.25 / 25). */
    public static final int ENOUGH = 25;

    private static final int RESAMPLES = 200;
    private static final double TAIL = 0.025;
    private static final long SEED = 1;
    private static final int CURVE_POINTS = 150;
    private static final Curve NO_CURVE = new Curve(new double[0], new double[0], new double[0]);

    private ThresholdChoice() {}

    /**
     * The thresholds of all classes that have objects; a class that no threshold keeps the rule for, and one without objects,
     * is left out.
     *
     * @param detections by image id, of every score
     * @throws DataException where no class has any
     */
    public static ChosenThresholds of(Dataset truth, Map<String, List<Detection>> detections, ThresholdRule rule) {
        Map<String, ScoreCurve> curves = curves(truth, detections);
        Map<String, List<Double>> resampled = resampled(truth, detections, rule);
        Map<String, ClassThreshold> classes = new LinkedHashMap<>();
        curves.forEach((name, curve) -> {
            int point = rule.point(curve);
            if (point >= 0) {
                double threshold = curve.score()[point];
                double[] others = resampled.getOrDefault(name, List.of(threshold)).stream()
                        .mapToDouble(score -> score)
                        .sorted()
                        .toArray();
                classes.put(name, at(curve, point, others[at(others, TAIL)], others[at(others, 1 - TAIL)]));
            }
        });
        if (classes.isEmpty()) {
            throw new DataException(truth.name() + ": no class has a threshold by this rule (" + rule.words()
                    + "): take more images, or ask for less");
        }
        return new ChosenThresholds(truth.name(), rule.words(), truth.examples().size(), classes, null, null);
    }

    /** The one threshold of a promise for every class, also for those without objects: they have no recall, and no curve. */
    public static ChosenThresholds of(Dataset truth, Map<String, List<Detection>> detections, MissRatePromise promise) {
        List<ClassBoxes> boxes = ClassBoxes.perClass(truth, detections);
        Map<String, ClassThreshold> classes = new LinkedHashMap<>();
        for (int k = 0; k < boxes.size(); k++) { // those without objects too: the promise is about all
            String name = truth.labels().name(k + 1);
            ScoreCurve curve = ScoreCurve.of(name, boxes.get(k));
            int point = -1;
            while (point + 1 < curve.score().length && curve.score()[point + 1] >= promise.threshold()) {
                point++;
            }
            classes.put(
                    name,
                    new ClassThreshold(
                            promise.threshold(),
                            promise.threshold(),
                            promise.threshold(),
                            point < 0 ? Double.NaN : curve.precision()[point],
                            curve.objects() == 0 ? Double.NaN : point < 0 ? 0 : curve.recall()[point],
                            curve.objects(),
                            curve.objects() == 0 ? NO_CURVE : drawn(curve)));
        }
        String rule = "at most " + promise.missRate() + " of the objects missed, with a confidence of "
                + promise.confidence();
        return new ChosenThresholds(truth.name(), rule, truth.examples().size(), classes, promise, null);
    }

    private static ClassThreshold at(ScoreCurve curve, int point, double low, double high) {
        return new ClassThreshold(
                curve.score()[point],
                low,
                high,
                curve.precision()[point],
                curve.recall()[point],
                curve.objects(),
                drawn(curve));
    }

    private static Curve drawn(ScoreCurve curve) {
        ScoreCurve thin = curve.thinned(CURVE_POINTS);
        return new Curve(thin.score(), thin.precision(), thin.recall());
    }

    private static int at(double[] sorted, double share) {
        return (int) Math.min(sorted.length - 1, Math.floor(share * sorted.length));
    }

    private static Map<String, ScoreCurve> curves(Dataset truth, Map<String, List<Detection>> detections) {
        Map<String, ScoreCurve> curves = new LinkedHashMap<>();
        for (ScoreCurve curve : ScoreCurve.perClass(ClassBoxes.perClass(truth, detections), truth.labels())) {
            curves.put(curve.name(), curve);
        }
        return curves;
    }

    /** The thresholds that sets of as many images, drawn with replacement, would give. */
    private static Map<String, List<Double>> resampled(
            Dataset truth, Map<String, List<Detection>> detections, ThresholdRule rule) {
        Map<String, List<Double>> all = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        int images = truth.examples().size();
        for (int r = 0; r < RESAMPLES; r++) {
            List<Example> drawn = new ArrayList<>();
            Map<String, List<Detection>> found = new HashMap<>();
            for (int i = 0; i < images; i++) {
                Example example = truth.examples().get(random.nextInt(images));
                String id = Integer.toString(i); // the same image may be drawn twice
                drawn.add(example.withId(id));
                found.put(id, detections.getOrDefault(example.id(), List.of()));
            }
            curves(truth.withExamples(drawn), found).forEach((name, curve) -> {
                int point = rule.point(curve);
                if (point >= 0) {
                    all.computeIfAbsent(name, absent -> new ArrayList<>()).add(curve.score()[point]);
                }
            });
        }
        return all;
    }

    /** Those of the thresholds that are chosen by too few objects, by class. */
    public static List<String> doubtful(ChosenThresholds chosen) {
        return chosen.classes().entrySet().stream()
                .filter(e -> e.getValue().hasTooFewBoxes())
                .map(Map.Entry::getKey)
                .toList();
    }
}
