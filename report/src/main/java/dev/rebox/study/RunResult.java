package dev.rebox.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a finished run of a study leaves in its {@code result.json}: all that the tables need. It can be kept, and carried to
 * another machine.
 *
 * @param settings every setting that a figure depends on
 * @param environment of the run: versions, seed, the hash of its training data
 * @param stepSeconds the median time of a training step
 * @param predictionSeconds the median time of finding the objects in one decoded image
 * @param seconds from the first step to the last one, without interruptions
 * @param classes as the kept detections are numbered
 * @param testBoxes objects to be found in the test set, by class
 * @param auxiliary how well the auxiliary heads did their tasks; null where there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunResult(
        String id,
        String network,
        double fraction,
        String arm,
        long seed,
        Map<String, String> settings,
        JsonNode environment,
        long steps,
        double stepSeconds,
        double predictionSeconds,
        double seconds,
        LabelMap classes,
        Map<String, Integer> testBoxes,
        CocoMetrics coco,
        VocMetrics voc,
        @Nullable Map<AuxiliaryFigure, Double> auxiliary) {

    /** How well an auxiliary head did its task, -1 where there was none. */
    double auxiliary(AuxiliaryFigure figure) {
        return auxiliary == null ? -1 : auxiliary.getOrDefault(figure, -1.0);
    }

    /** Of the images and boxes trained on. */
    String dataHash() {
        return environment.path("dataHash").asText();
    }
}
