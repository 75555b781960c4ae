package dev.rebox.evaluate.openimages;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.VerifiedLabels;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Open Images' figures, fractions 0..1, and -1 where there is no object to be found.
 *
 * @param map the mean over the classes that have objects of AP at IoU .5 with all points
 * @param expanded whether the truth was expanded to the ancestors of its classes
 * @param ignored detections that were not counted since nobody looked for their class in the image
 * @param perClass AP by class name
 */
public record OpenImagesMetrics(
        @JsonProperty("mAP") double map,
        @JsonProperty("expanded") boolean expanded,
        @JsonProperty("unverifiedDetections") int ignored,
        @JsonProperty("perClass") Map<String, Double> perClass) {

    /** Measures detections against the truth as it is. @param detections by image id; images may lack */
    public static OpenImagesMetrics of(Dataset truth, Map<String, List<Detection>> detections) {
        return of(truth, detections, false);
    }

    /**
     * Measures detections against the truth with every box once more for each ancestor of its class. The detections stay as
     * they are, as the challenge takes them: who finds a jaguar must say that it is an animal too.
     */
    public static OpenImagesMetrics expanded(
            Dataset truth, Map<String, List<Detection>> detections, Ancestors ancestors) {
        return of(ancestors.expand(truth), detections, true);
    }

    private static OpenImagesMetrics of(Dataset truth, Map<String, List<Detection>> detections, boolean expanded) {
        Map<String, List<Detection>> verified = verified(truth, detections);
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, verified);
        Map<String, Double> perClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            perClass.put(truth.labels().name(k + 1), averagePrecision(classes.get(k)));
        }
        double mean = perClass.values().stream()
                .mapToDouble(ap -> ap)
                .filter(ap -> ap >= 0)
                .average()
                .orElse(-1);
        return new OpenImagesMetrics(mean, expanded, count(detections) - count(verified), perClass);
    }

    private static int count(Map<String, List<Detection>> detections) {
        return detections.values().stream().mapToInt(List::size).sum();
    }

    /** The detections of classes that were looked for in their images: those with a box there, and those verified. */
    private static Map<String, List<Detection>> verified(Dataset truth, Map<String, List<Detection>> detections) {
        Map<String, List<Detection>> counted = new HashMap<>(detections);
        for (Example example : truth.examples()) {
            VerifiedLabels verified = example.verified();
            List<Detection> all = detections.get(example.id());
            if (verified != null && all != null) {
                Set<Integer> labels = new HashSet<>(verified.present());
                labels.addAll(verified.absent());
                example.annotations().stream().map(Annotation::label).forEach(labels::add);
                counted.put(
                        example.id(),
                        all.stream().filter(d -> labels.contains(d.label())).toList());
            }
        }
        return counted;
    }

    private static double averagePrecision(ClassBoxes boxes) {
        int positives = OpenImagesMatcher.positives(boxes);
        if (positives == 0) {
            return -1;
        }
        byte[] outcomes = OpenImagesMatcher.match(boxes);
        RecallCurve curve = new RecallCurve(positives);
        for (int row : boxes.order()) {
            if (outcomes[row] == Outcome.HIT) {
                curve.hit();
            } else if (outcomes[row] == Outcome.MISS) {
                curve.miss();
            }
        }
        return curve.allPointAveragePrecision();
    }
}
