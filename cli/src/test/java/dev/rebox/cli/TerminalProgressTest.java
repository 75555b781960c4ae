package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import dev.rebox.run.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written where standard error is no terminal, as in tests. */
class TerminalProgressTest {
    @Test
    void aLongTrainingHasAHundredLinesAndOneForItsEnd() {
        List<String> lines = written(progress -> {
            progress.started(0, 250);
            for (int step = 1; step <= 250; step++) {
                progress.step(report(step, 1));
            }
        });
        assertThat(lines).hasSize(125); // each second step, of which the last one is one
        assertThat(lines.get(0)).startsWith("step 2 of 250  loss 1.000  ").endsWith("  (class 1.000)");
        assertThat(lines.get(124)).startsWith("step 250 of 250  ").contains("  0:00:00 left  ");
    }

    @Test
    void theLossIsSmoothed() {
        List<String> lines = written(progress -> {
            progress.started(0, 2);
            progress.step(report(1, 4));
            progress.step(report(2, 2));
        });
        // A twentieth of the way from 4 to 2.
        assertThat(lines.get(1)).startsWith("step 2 of 2  loss 3.900  ").endsWith("(class 2.000)");
    }

    @Test
    void anEvaluationIsALineAndItsTasksAreAnother() {
        CocoMetrics coco = new CocoMetrics(.25, .5, .2, .1, .2, .3, .4, .5, .6, .1, .2, .3, Map.of());
        VocMetrics voc = new VocMetrics(.4567, .4, Map.of());
        Map<AuxiliaryFigure, Double> tasks = Map.of(AuxiliaryFigure.named("closenessTop1"), .625);
        List<String> lines = written(
                progress -> progress.evaluated(300, "validation", new Evaluation(coco, voc, null, null, tasks)));
        assertThat(lines)
                .containsExactly(
                        "",
                        "after 300 steps, validation: VOC mAP 45.7, COCO AP 25.0, AP50 50.0",
                        "closeness top-1 62.5");
        assertThat(written(progress -> progress.evaluated(300, "test", new Evaluation(coco, voc, null, null, null))))
                .hasSize(2);
    }

    private static StepReport report(long step, float loss) {
        return new StepReport(step, Map.of("class", loss), .001, 1, 1, 0);
    }

    private static List<String> written(Consumer<TerminalProgress> training) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            training.accept(new TerminalProgress());
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
