package dev.rebox.report.run;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.errors.Mistake;
import dev.rebox.evaluate.voc.VocMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well the objects of one image were found.
 *
 * @param objects to be found
 * @param found of them
 * @param wrong detections that found none
 */
public record ImageScore(Example image, int objects, int found, int wrong) {

    /** Twice the objects found over objects and detections together: 1 where nothing is missing and nothing too much. */
    public double f1() {
        return 2.0 * found / (objects + found + wrong);
    }

    /** The images that have objects or wrong detections. @param shown the detections that are confident enough */
    public static List<ImageScore> of(Dataset truth, Map<String, List<Detection>> shown) {
        Map<String, Integer> wrong = new HashMap<>();
        Map<String, Integer> errors = new HashMap<>();
        for (Mistake mistake : ErrorAnalysis.of(truth, shown).mistakes()) {
            if (mistake.detection() != null) {
                errors.merge(mistake.imageId(), 1, Integer::sum);
                wrong.merge(mistake.imageId(), mistake.counts() ? 1 : 0, Integer::sum);
            }
        }
        List<ImageScore> scores = new ArrayList<>();
        for (Example image : truth.examples()) {
            int objects = (int)
                    image.annotations().stream().filter(VocMatcher::counts).count();
            int predicted =
                    Math.min(100, shown.getOrDefault(image.id(), List.of()).size());
            int found = predicted - errors.getOrDefault(image.id(), 0);
            ImageScore score = new ImageScore(image, objects, found, wrong.getOrDefault(image.id(), 0));
            if (objects + found + score.wrong > 0) {
                scores.add(score);
            }
        }
        return scores;
    }
}
