package dev.rebox.evaluate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.openimages.OpenImagesMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one set of detections against the truth; as JSON, the document that {@code rebox evaluate --json} prints.
 *
 * @param coco COCO's figures, or null where not asked for
 * @param voc PASCAL VOC's figures, or null where not asked for
 * @param openImages Open Images' figures, or null where the truth is of another kind
 * @param atIou COCO's AP at IoU thresholds of one's own, or null where not asked for
 * @param errors what the errors cost, or null where not asked for
 * @param auxiliary how well the auxiliary heads of the model do their tasks, or null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        @Nullable CocoMetrics coco,
        @Nullable VocMetrics voc,
        @Nullable OpenImagesMetrics openImages,
        @Nullable Map<Double, Double> atIou,
        @Nullable ErrorAnalysis errors,
        @Nullable Map<AuxiliaryFigure, Double> auxiliary) {
    /** Figures without those of Open Images. */
    public Evaluation(
            @Nullable CocoMetrics coco,
            @Nullable VocMetrics voc,
            @Nullable Map<Double, Double> atIou,
            @Nullable ErrorAnalysis errors,
            @Nullable Map<AuxiliaryFigure, Double> auxiliary) {
        this(coco, voc, null, atIou, errors, auxiliary);
    }

    /** Which figures are asked for. */
    public enum Metric {
        VOC,
        COCO,
        OPENIMAGES,
        /** VOC's and COCO's, and for a truth of Open Images its own. */
        ALL
    }

    /** COCO's and VOC's figures, and for a truth of Open Images its own. */
    public static Evaluation of(Dataset truth, Map<String, List<Detection>> detections) {
        return of(truth, detections, Metric.ALL);
    }

    /**
     * The figures asked for. No image is opened.
     *
     * @param detections by image id; an image that lacks has none
     * @param thresholds IoU thresholds 0..1 to give COCO's AP at, beside the figures of the metric
     * @throws dev.rebox.error.DataException naming an image or class that the truth does not have
     */
    public static Evaluation of(
            Dataset truth, Map<String, List<Detection>> detections, Metric metric, double... thresholds) {
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, detections);
        return new Evaluation(
                metric == Metric.COCO || metric == Metric.ALL ? CocoMetrics.of(classes, truth.labels()) : null,
                metric == Metric.VOC || metric == Metric.ALL ? VocMetrics.of(classes, truth.labels()) : null,
                metric == Metric.OPENIMAGES || metric == Metric.ALL && isOpenImages(truth)
                        ? OpenImagesMetrics.of(truth, detections)
                        : null,
                thresholds.length == 0 ? null : averagePrecisionAt(classes, thresholds),
                null,
                null);
    }

    private static boolean isOpenImages(Dataset truth) {
        return truth.format().name().equals(Dataset.Format.OPEN_IMAGES.name());
    }

    /** COCO's figures. @throws NullPointerException if they were not asked for */
    public CocoMetrics requireCoco() {
        return requireNonNull(coco, "COCO's figures were not asked for");
    }

    /** PASCAL VOC's figures. @throws NullPointerException if they were not asked for */
    public VocMetrics requireVoc() {
        return requireNonNull(voc, "VOC's figures were not asked for");
    }

    public Evaluation withErrors(ErrorAnalysis analysis) {
        return new Evaluation(coco, voc, openImages, atIou, analysis, auxiliary);
    }

    public Evaluation withOpenImages(OpenImagesMetrics figures) {
        return new Evaluation(coco, voc, figures, atIou, errors, auxiliary);
    }

    /** @param figures may be empty: of a model without auxiliary heads, or of detections from a file */
    public Evaluation withAuxiliary(Map<AuxiliaryFigure, Double> figures) {
        return new Evaluation(coco, voc, openImages, atIou, errors, figures.isEmpty() ? null : figures);
    }

    private static Map<Double, Double> averagePrecisionAt(List<ClassBoxes> classes, double[] thresholds) {
        double[] figures = CocoMetrics.averagePrecisionAt(classes, thresholds);
        Map<Double, Double> byThreshold = new LinkedHashMap<>();
        for (int t = 0; t < thresholds.length; t++) {
            byThreshold.put(thresholds[t], figures[t]);
        }
        return byThreshold;
    }
}
