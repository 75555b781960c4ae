package dev.rebox.evaluate.threshold;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of a detector, as its run folder keeps them.
 *
 * @param data the data set that they were chosen on
 * @param rule by which, in words
 * @param images of that data set
 * @param classes by name
 * @param promise about what is missed, where one was asked for: then all classes have its threshold
 * @param model that they were chosen for; null in files of earlier versions, which did not say
 */
public record ChosenThresholds(
        String data,
        String rule,
        int images,
        Map<String, ClassThreshold> classes,
        @Nullable MissRatePromise promise,
        @Nullable ModelMark model) {

    /**
     * The threshold of one class.
     *
     * @param threshold the least score of a detection that is kept, 0..1
     * @param low the interval of the threshold: 95 % of choices on as many other images would lie in it (bootstrap over the images)
     * @param high its upper end
     * @param precision of the detections kept; NaN where none is
     * @param recall of the objects; NaN where there is none
     * @param boxes the objects that it was chosen by
     * @param curve what other thresholds give
     */
    public record ClassThreshold(
            double threshold,
            double low,
            double high,

            @JsonSerialize(using = Figure.Writer.class) @JsonDeserialize(using = Figure.Reader.class)
            double precision,

            @JsonSerialize(using = Figure.Writer.class) @JsonDeserialize(using = Figure.Reader.class)
            double recall,

            int boxes,
            Curve curve) {
        /** Whether so few objects can tell: below {@value ThresholdChoice#ENOUGH} the share found is uncertain by 20 points. */
        public boolean hasTooFewBoxes() {
            return boxes < ThresholdChoice.ENOUGH;
        }
    }

    /** Precision and recall over the threshold, all [N], the threshold falling. */
    public record Curve(double[] score, double[] precision, double[] recall) {}

    /** The same, with the model that they were chosen for. */
    public ChosenThresholds withModel(ModelMark mark) {
        return new ChosenThresholds(data, rule, images, classes, promise, mark);
    }

    /** The thresholds by class name. */
    public Map<String, Double> byClass() {
        Map<String, Double> byClass = new LinkedHashMap<>();
        classes.forEach((name, chosen) -> byClass.put(name, chosen.threshold()));
        return byClass;
    }
}
