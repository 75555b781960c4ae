package dev.rebox.study;

import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import java.util.function.ToDoubleFunction;

/** A figure of a run. Accuracies are percentages. */
public enum Measure {
    VOC("mAP", r -> percent(r.voc().map())),
    /** Rare classes have few test boxes, so that their AP is mostly noise. */
    FREQUENT("mAP, frequent", r -> percent(frequent(r))),
    COCO("AP", r -> percent(r.coco().ap())),
    AP50("AP50", r -> percent(r.coco().ap50())),
    AP75("AP75", r -> percent(r.coco().ap75())),
    SMALL("AP small", r -> percent(r.coco().apSmall())),
    MEDIUM("AP medium", r -> percent(r.coco().apMedium())),
    LARGE("AP large", r -> percent(r.coco().apLarge())),
    AR1("AR 1", r -> percent(r.coco().ar1())),
    AR10("AR 10", r -> percent(r.coco().ar10())),
    AR100("AR 100", r -> percent(r.coco().ar100())),
    MULTI_OBJECT_MAP(AuxiliaryFigure.MULTI_OBJECT_MAP),
    CLOSENESS_TOP1(AuxiliaryFigure.CLOSENESS_TOP1),
    FOREGROUND_ACCURACY(AuxiliaryFigure.FOREGROUND_ACCURACY),
    FOREGROUND_IOU(AuxiliaryFigure.FOREGROUND_IOU),
    STEP("step, s", RunResult::stepSeconds),
    PREDICTION("prediction, s", RunResult::predictionSeconds);

    /** Test boxes that make a class frequent. */
    static final int FREQUENT_BOXES = 30;

    private final String title;
    private final ToDoubleFunction<RunResult> figure;

    Measure(AuxiliaryFigure figure) {
        this(figure.title(), r -> percent(r.auxiliary(figure)));
    }

    Measure(String title, ToDoubleFunction<RunResult> figure) {
        this.title = title;
        this.figure = figure;
    }

    String title() {
        return title;
    }

    /** The figure, NaN where there was nothing to be found. */
    double of(RunResult result) {
        return figure.applyAsDouble(result);
    }

    private static double frequent(RunResult result) {
        return result.voc().perClass().entrySet().stream()
                .filter(entry -> result.testBoxes().getOrDefault(entry.getKey(), 0) >= FREQUENT_BOXES)
                .mapToDouble(entry -> entry.getValue().ap())
                .average()
                .orElse(-1);
    }

    static double percent(double fraction) {
        return fraction < 0 ? Double.NaN : 100 * fraction;
    }
}
