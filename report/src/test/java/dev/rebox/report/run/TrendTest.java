package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void saysWhenMapWasStillRising() {
        assertThat(Trend.of(measured(.1, .2, .3, .32)))
                .isEqualTo("mAP was still rising: +2.0 points since step 300. More steps would probably help.");
    }

    @Test
    void saysWhenItHasLevelledOff() {
        assertThat(Trend.of(measured(.1, .3, .318, .32)))
                .isEqualTo("mAP has levelled off: +0.2 points since step 300.");
    }

    @Test
    void saysWhenItHasFallen() {
        assertThat(Trend.of(measured(.1, .4, .35, .32))).startsWith("mAP was best at step 200 (40.0) and has fallen");
    }

    @Test
    void cocosFigureCountsWhereItWasMeasured() {
        List<Evaluated> points = new ArrayList<>();
        for (int i = 1; i <= 4; i++) { // at IoU .5 all is found, and boxes become tighter
            double ap = .5 + .02 * i;
            CocoMetrics coco = new CocoMetrics(ap, .99, ap, ap, ap, ap, ap, ap, ap, ap, ap, ap, Map.of());
            Evaluation evaluation = new Evaluation(coco, new VocMetrics(.99, .99, Map.of()), null, null, null);
            points.add(new Evaluated(100 * i, 0, "validation", evaluation, Map.of()));
        }
        assertThat(Trend.of(new History(List.of(), points, Optional.empty(), Map.of())))
                .isEqualTo("COCO AP was still rising: +2.0 points since step 300. More steps would probably help.");
    }

    @Test
    void looksAtTheLossWhereThereIsOneEvaluation() {
        List<Steps> log = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            log.add(new Steps(i, 0, Map.of(), i <= 18 ? 2 : 1.8, .001, 1, 1, 0, 1));
        }
        assertThat(Trend.of(new History(log, List.of(), Optional.empty(), Map.of())))
                .endsWith("the total loss was still falling, by 10 % over the last tenth of the steps.");
    }

    @Test
    void aTwentiethOfASmallMapIsARiseAlready() {
        // Of 2 points .1 is a twentieth.
        assertThat(Trend.of(measured(.01, .015, .0188, .02))).contains("still rising: +0.1 points since step 300");
        assertThat(Trend.of(measured(.01, .015, .0192, .02))).contains("levelled off: +0.1 points");
    }

    @Test
    void nothingFoundAtAllIsNoRise() {
        assertThat(Trend.of(measured(0, 0, 0))).isEqualTo("mAP has levelled off: ±0.0 points since step 200.");
    }

    @Test
    void aLossThatStandsStillHasStoppedFalling() {
        List<Steps> log = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            log.add(new Steps(i, 0, Map.of(), 2, .001, 1, 1, 0, 1));
        }
        assertThat(Trend.of(new History(log, List.of(), Optional.empty(), Map.of())))
                .endsWith("the total loss had stopped falling.");
        assertThat(Trend.of(new History(log.subList(0, 9), List.of(), Optional.empty(), Map.of())))
                .isEqualTo("Too few steps are logged to tell where training is going.");
    }

    private static History measured(double... map) {
        List<Evaluated> points = new ArrayList<>();
        for (int i = 0; i < map.length; i++) {
            Evaluation evaluation = new Evaluation(null, new VocMetrics(map[i], map[i], Map.of()), null, null, null);
            points.add(new Evaluated(100 * (i + 1), 0, "test", evaluation, Map.of()));
        }
        return new History(List.of(), points, Optional.empty(), Map.of());
    }
}
