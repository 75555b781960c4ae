package dev.rebox.evaluate.auxiliary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.ToDoubleBiFunction;

/** The figures by which the auxiliary heads are measured, each 0..1, or -1 where there was nothing to tell. */
public enum AuxiliaryFigure {
    @JsonProperty("multiObjectMAP")
    MULTI_OBJECT_MAP(
            "multi_object", "multi-object mAP", "which classes a window shows", MultiObjectScore::meanAveragePrecision),
    @JsonProperty("closenessTop1")
    CLOSENESS_TOP1(
            "closeness",
            "closeness top-1",
            "which other class is nearest to an object",
            ClosenessScore::topOneAgreement),
    @JsonProperty("foregroundAccuracy")
    FOREGROUND_ACCURACY("foreground", "foreground accuracy", "which cells any box covers", ForegroundScore::accuracy),
    @JsonProperty("foregroundIoU")
    FOREGROUND_IOU(
            "foreground",
            "foreground IoU",
            "the cells told and the cells covered, overlap over union",
            ForegroundScore::iou);

    private final String task;
    private final String title;
    private final String meaning;
    private final ToDoubleBiFunction<float[][], float[][]> score;

    AuxiliaryFigure(String task, String title, String meaning, ToDoubleBiFunction<float[][], float[][]> score) {
        this.task = task;
        this.title = title;
        this.meaning = meaning;
        this.score = score;
    }

    /** The name of the task that it measures, as in configurations. */
    public String task() {
        return task;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** What the task tells, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Measures. @param predicted [N][C] as the task's score takes them @param labels [N][C] */
    public double of(float[][] predicted, float[][] labels) {
        return score.applyAsDouble(predicted, labels);
    }
}
