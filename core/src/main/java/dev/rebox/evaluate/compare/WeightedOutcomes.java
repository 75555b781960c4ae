package dev.rebox.evaluate.compare;

import dev.rebox.evaluate.coco.CocoMatcher;
import dev.rebox.evaluate.coco.CocoOutcomes;
import dev.rebox.evaluate.coco.IouThresholds;
import dev.rebox.evaluate.coco.ObjectSize;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of detections matched once and for all, whose AP can then be had quickly for any number of copies of each image:
 * matching looks at one image at a time, so that copies repeat its outcomes.
 */
final class WeightedOutcomes {
    /** VOC's mAP at IoU .5 with all points, and COCO's AP at IoU .5:.95; -1 where no object is left. */
    record Figures(double voc, double coco) {}

    private final List<OfClass> classes;

    WeightedOutcomes(List<ClassBoxes> boxes) {
        classes = boxes.stream().map(OfClass::new).toList();
    }

    /** The figures of a test set with {@code copies[i]} copies of image i. */
    Figures measure(int[] copies) {
        double voc = 0;
        double coco = 0;
        int counted = 0;
        for (OfClass ofClass : classes) {
            if (ofClass.weigh(copies)) {
                voc += ofClass.voc(copies);
                coco += ofClass.coco(copies);
                counted++;
            }
        }
        return counted == 0 ? new Figures(-1, -1) : new Figures(voc / counted, coco / counted);
    }

    /** One class, its detections best first. */
    private static final class OfClass {
        private final int[] image; // [detections], of each the image
        private final int[] truthImage; // [objects], of each object to be found the image
        private final Track voc;
        private final List<Track> coco; // [T]
        private final RecallCurve curve = new RecallCurve(0);
        private final long[] before; // [detections], the copies of the better detections
        private long objects;

        OfClass(ClassBoxes boxes) {
            int[] order = boxes.order();
            int[] imageOfRow = new int[order.length];
            truthImage = new int[VocMatcher.positives(boxes)];
            int asked = 0;
            for (int group = 0; group < boxes.groups(); group++) {
                Arrays.fill(imageOfRow, boxes.detectionStart(group), boxes.detectionEnd(group), boxes.image(group));
                for (int t = boxes.truthStart(group); t < boxes.truthEnd(group); t++) {
                    if (VocMatcher.counts(boxes.truth().source(t))) {
                        truthImage[asked++] = boxes.image(group);
                    }
                }
            }
            image = Arrays.stream(order).map(row -> imageOfRow[row]).toArray();
            before = new long[order.length];
            voc = Track.of(VocMatcher.match(boxes, VocMetrics.IOU).outcome(), order);
            CocoOutcomes outcomes = CocoMatcher.match(boxes, IouThresholds.coco(), ObjectSize.ALL)
                    .get(0);
            coco = Arrays.stream(outcomes.outcomes())
                    .map(outcome -> Track.of(outcome, order))
                    .toList();
        }

        /** Counts objects and detections for these copies; false where no object is left to be found. */
        boolean weigh(int[] copies) {
            objects = 0;
            for (int i : truthImage) {
                objects += copies[i];
            }
            long better = 0;
            for (int i = 0; i < image.length; i++) {
                before[i] = better;
                better += copies[image[i]];
            }
            return objects > 0;
        }

        double voc(int[] copies) {
            draw(voc, copies);
            return curve.allPointAveragePrecision();
        }

        double coco(int[] copies) {
            double sum = 0;
            for (Track track : coco) {
                draw(track, copies);
                sum += curve.averagePrecision();
            }
            return sum / coco.size();
        }

        private void draw(Track track, int[] copies) {
            curve.restart(objects);
            long noMisses = 0;
            for (int e = 0; e < track.place.length; e++) {
                int place = track.place[e];
                int weight = copies[image[place]];
                if (track.hit[e] && weight > 0) {
                    curve.missesUntilNow(before[place] - noMisses);
                    for (int copy = 0; copy < weight; copy++) {
                        curve.hit();
                    }
                }
                noMisses += weight;
            }
        }
    }

    /** The detections that are not misses, which are few: their places from the best down, and which are hits. */
    private record Track(int[] place, boolean[] hit) {
        static Track of(byte[] outcome, int[] order) {
            int[] place = IntStream.range(0, order.length)
                    .filter(i -> outcome[order[i]] != Outcome.MISS)
                    .toArray();
            boolean[] hit = new boolean[place.length];
            for (int e = 0; e < place.length; e++) {
                hit[e] = outcome[order[place[e]]] == Outcome.HIT;
            }
            return new Track(place, hit);
        }
    }
}
