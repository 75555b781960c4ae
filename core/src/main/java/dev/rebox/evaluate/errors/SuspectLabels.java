package dev.rebox.evaluate.errors;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.voc.VocMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels that detections contradict, the most suspect first. Detections of several models may be given together: what one
 * of them agrees with is less suspect.
 */
public final class SuspectLabels {
    private static final double SAME_PLACE = 0.5;
    private static final double ELSEWHERE = 0.1;

    private final List<Map<String, List<Detection>>> models;
    private final double leastScore;
    private final double[][] foundShare;
    private final List<Suspect> suspects = new ArrayList<>();

    private SuspectLabels(Dataset truth, List<Map<String, List<Detection>>> models, double leastScore) {
        this.models = models;
        this.leastScore = leastScore;
        foundShare = foundShare(truth);
    }

    /**
     * Looks for suspect labels.
     *
     * @param models the detections of each model by image id, low scores included
     * @param leastScore from which a detection is confident, e.g. .5
     */
    public static List<Suspect> find(Dataset truth, List<Map<String, List<Detection>>> models, double leastScore) {
        SuspectLabels search = new SuspectLabels(truth, models, leastScore);
        truth.examples().forEach(search::look);
        search.suspects.sort(Comparator.comparingDouble(Suspect::suspicion).reversed());
        return search.suspects;
    }

    private void look(Example image) {
        List<Detection> predicted = predicted(image);
        List<Suspect> here = new ArrayList<>();
        for (Detection detection : predicted) {
            if (detection.score() < leastScore) {
                break;
            }
            Suspect suspect = contradiction(image, predicted, detection);
            if (suspect != null && suspect.suspicion() > 0 && here.stream().noneMatch(s -> isSame(s, suspect))) {
                here.add(suspect);
            }
        }
        for (Annotation truth : image.annotations()) {
            if (VocMatcher.counts(truth)
                    && predicted.stream().noneMatch(d -> d.box().iou(truth.box()) >= SAME_PLACE)) {
                here.add(new Suspect(
                        Suspect.Kind.NEVER_FOUND,
                        image.id(),
                        truth,
                        null,
                        foundShare[truth.label()][Attribute.SIZE.of(truth.box(), image)]));
            }
        }
        suspects.addAll(here);
    }

    /** The label that a confident detection contradicts, or null where it agrees with one or lies on a crowd. */
    private static @Nullable Suspect contradiction(Example image, List<Detection> predicted, Detection detection) {
        Annotation own = mostOverlapped(image, detection, true);
        Annotation other = mostOverlapped(image, detection, false);
        double ownIou = own == null ? 0 : own.box().iou(detection.box());
        double otherIou = other == null ? 0 : other.box().iou(detection.box());
        if (ownIou >= SAME_PLACE || ImageJudgement.isIgnored(image, detection)) {
            return null;
        }
        if (other != null && otherIou >= SAME_PLACE) {
            double agreed = bestAgreement(predicted, other);
            return new Suspect(Suspect.Kind.WRONG_CLASS, image.id(), other, detection, detection.score() - agreed);
        }
        if (own != null && ownIou >= ELSEWHERE) {
            double agreed = bestAgreement(predicted, own);
            return new Suspect(Suspect.Kind.LOOSE_BOX, image.id(), own, detection, detection.score() - agreed);
        }
        return otherIou >= ELSEWHERE
                ? null
                : new Suspect(Suspect.Kind.MISSING_BOX, image.id(), null, detection, detection.score());
    }

    private static @Nullable Annotation mostOverlapped(Example image, Detection detection, boolean ownClass) {
        return image.annotations().stream()
                .filter(t -> (t.label() == detection.label()) == ownClass)
                .max(Comparator.comparingDouble(t -> t.box().iou(detection.box())))
                .orElse(null);
    }

    /** The best score of the detections that have a label's class and place. */
    private static double bestAgreement(List<Detection> predicted, Annotation truth) {
        return predicted.stream()
                .filter(d -> d.label() == truth.label() && d.box().iou(truth.box()) >= SAME_PLACE)
                .mapToDouble(Detection::score)
                .max()
                .orElse(0);
    }

    /** Several detections may say the same of one place. */
    private static boolean isSame(Suspect a, Suspect b) {
        boolean sameTruth = a.truth() == b.truth() && a.truth() != null;
        boolean samePlace = a.truth() == null
                && b.truth() == null
                && a.detection() != null
                && b.detection() != null
                && a.detection().box().iou(b.detection().box()) >= SAME_PLACE;
        return a.kind() == b.kind() && (sameTruth || samePlace);
    }

    private List<Detection> predicted(Example image) {
        return models.stream()
                .flatMap(model -> model.getOrDefault(image.id(), List.of()).stream())
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }

    /** [K+1][sizes] the share of the objects of a class and size that some detection of the class finds. */
    private double[][] foundShare(Dataset truth) {
        int sizes = Attribute.SIZE.groups().size();
        int[][] objects = new int[truth.labels().size() + 1][sizes];
        double[][] found = new double[objects.length][sizes];
        for (Example image : truth.examples()) {
            List<Detection> predicted = predicted(image);
            for (Annotation object : image.annotations()) {
                if (VocMatcher.counts(object)) {
                    int size = Attribute.SIZE.of(object.box(), image);
                    objects[object.label()][size]++;
                    found[object.label()][size] += bestAgreement(predicted, object) > 0 ? 1 : 0;
                }
            }
        }
        for (int label = 1; label < found.length; label++) {
            for (int size = 0; size < sizes; size++) {
                found[label][size] /= Math.max(1, objects[label][size]);
            }
        }
        return found;
    }
}
