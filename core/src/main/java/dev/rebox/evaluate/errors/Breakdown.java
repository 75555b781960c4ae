package dev.rebox.evaluate.errors;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Images;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AP at IoU .5 (VOC's, all points) of the objects of each group of a {@link Attribute}. A hit counts in its object's group
 * and is ignored in the others, a false positive in the group of its own box.
 *
 * @param trait what objects are grouped by
 * @param groups in the trait's order
 */
public record Breakdown(Attribute trait, List<Group> groups) {
    /**
     * One group.
     *
     * @param objects to be found in it, of all classes
     * @param ap the mean over the classes that have objects in it, -1 where there is none
     */
    public record Group(String name, int objects, double ap) {}

    public static Breakdown of(Dataset truth, Map<String, List<Detection>> detections, Attribute trait) {
        List<Example> images = Images.ordered(truth);
        int count = trait.groups().size();
        int[] objects = new int[count];
        double[] sums = new double[count];
        int[] classesWithObjects = new int[count];
        for (ClassBoxes boxes : ClassBoxes.perClass(truth, detections)) {
            Grouped grouped = new Grouped(boxes, images, trait);
            for (int group = 0; group < count; group++) {
                if (grouped.positives[group] > 0) {
                    objects[group] += grouped.positives[group];
                    sums[group] += grouped.averagePrecision(boxes, group);
                    classesWithObjects[group]++;
                }
            }
        }
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double ap = classesWithObjects[i] == 0 ? -1 : sums[i] / classesWithObjects[i];
            groups.add(new Group(trait.groups().get(i), objects[i], ap));
        }
        return new Breakdown(trait, groups);
    }

    /** One class: the group of each detection and the number of objects of each group. */
    private static final class Grouped {
        private final int[] positives;
        private final int[] groupOf; // [detections], that of the object for hits
        private final byte[] outcome;

        Grouped(ClassBoxes boxes, List<Example> images, Attribute trait) {
            VocMatcher.Matches matches = VocMatcher.match(boxes, VocMetrics.IOU);
            outcome = matches.outcome();
            positives = new int[trait.groups().size()];
            groupOf = new int[outcome.length];
            int[] truthGroup = new int[boxes.truth().size()];
            for (int group = 0; group < boxes.groups(); group++) {
                Example image = images.get(boxes.image(group));
                for (int t = boxes.truthStart(group); t < boxes.truthEnd(group); t++) {
                    Annotation truth = boxes.truth().source(t);
                    truthGroup[t] = trait.of(truth.box(), image);
                    positives[truthGroup[t]] += VocMatcher.counts(truth) ? 1 : 0;
                }
                for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                    groupOf[d] = outcome[d] == Outcome.HIT
                            ? truthGroup[matches.truth()[d]]
                            : trait.of(boxes.detections().source(d).box(), image);
                }
            }
        }

        double averagePrecision(ClassBoxes boxes, int group) {
            RecallCurve curve = new RecallCurve(positives[group]);
            for (int d : boxes.order()) {
                if (groupOf[d] == group && outcome[d] == Outcome.HIT) {
                    curve.hit();
                } else if (groupOf[d] == group && outcome[d] == Outcome.MISS) {
                    curve.miss();
                }
            }
            return curve.allPointAveragePrecision();
        }
    }
}
