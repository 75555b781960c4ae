package dev.rebox.report.run;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The score from which detections are worth showing. */
public final class Threshold {
    private static final int PARTS = 20;

    private Threshold() {}

    /** Of .05, .1, .. .95 the score with the best F1 over all classes and all of these models together. */
    public static double best(Dataset truth, List<Map<String, List<Detection>>> models) {
        long[] hits = new long[PARTS + 1]; // [i] with a score of i / PARTS or a little more
        long[] misses = new long[PARTS + 1];
        long objects = 0;
        for (Map<String, List<Detection>> model : models) {
            for (ClassBoxes boxes : ClassBoxes.perClass(truth, model)) {
                objects += VocMatcher.positives(boxes);
                byte[] outcome = VocMatcher.match(boxes, VocMetrics.IOU).outcome();
                for (int d = 0; d < outcome.length; d++) {
                    int part = part(boxes.detections().source(d).score());
                    hits[part] += outcome[d] == Outcome.HIT ? 1 : 0;
                    misses[part] += outcome[d] == Outcome.MISS ? 1 : 0;
                }
            }
        }
        return best(hits, misses, objects);
    }

    private static int part(double score) {
        return (int) Math.floor(PARTS * Math.max(0, Math.min(1, score)));
    }

    private static double best(long[] hits, long[] misses, long objects) {
        int best = PARTS - 1;
        double most = -1;
        long hit = hits[PARTS];
        long predicted = hits[PARTS] + misses[PARTS];
        for (int i = PARTS - 1; i > 0; i--) {
            hit += hits[i];
            predicted += hits[i] + misses[i];
            double f1 = 2.0 * hit / (objects + predicted);
            if (f1 > most) {
                most = f1;
                best = i;
            }
        }
        return best / (double) PARTS;
    }

    /** The detections of at least this score. */
    public static Map<String, List<Detection>> apply(Map<String, List<Detection>> detections, double leastScore) {
        Map<String, List<Detection>> kept = new LinkedHashMap<>();
        detections.forEach((id, all) ->
                kept.put(id, all.stream().filter(d -> d.score() >= leastScore).toList()));
        return kept;
    }
}
