package dev.rebox.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a finished run was measured at: {@code metrics.json}.
 *
 * @param test the test set, as it was named
 * @param steps of training
 * @param auxiliary how well the auxiliary heads do their tasks, or null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestMetrics(
        String test,
        long steps,
        @Nullable CocoMetrics coco,
        @Nullable VocMetrics voc,
        @Nullable Map<AuxiliaryFigure, Double> auxiliary) {

    public static TestMetrics of(String test, long steps, Evaluation evaluation) {
        return new TestMetrics(test, steps, evaluation.coco(), evaluation.voc(), evaluation.auxiliary());
    }

    public Evaluation evaluation() {
        return new Evaluation(coco, voc, null, null, auxiliary);
    }
}
