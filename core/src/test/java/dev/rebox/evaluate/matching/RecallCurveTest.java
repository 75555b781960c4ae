package dev.rebox.evaluate.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RecallCurveTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void eachMetricReadsTheSameCurveInItsOwnWay() {
        // of four objects: hit, miss, hit; precision 1 at recall 1/4 and 2/3 at recall 2/4
        RecallCurve curve = new RecallCurve(4);
        curve.hit();
        curve.miss();
        curve.hit();
        assertThat(curve.recall()).isEqualTo(.5);
        assertThat(curve.allPointAveragePrecision()).isEqualTo((1 + 2. / 3) / 4, EXACT);
        // recalls 0, .1, .2 | .3, .4, .5
        assertThat(curve.elevenPointAveragePrecision()).isEqualTo((3 * 1 + 3 * 2. / 3) / 11, EXACT);
        // recalls 0 to .25 are 26 points, .26 to .5 are 25
        assertThat(curve.averagePrecision()).isEqualTo((26 + 25 * 2. / 3) / 101, EXACT);
    }

    @Test
    void cocosRecallThirtyFiveHundredthsLiesABitAboveSevenTwentieths() {
        // numpy's 35 * 0.01 is 0.35000000000000003, so that a recall of 7/20 does not reach it
        RecallCurve curve = new RecallCurve(20);
        for (int i = 0; i < 7; i++) {
            curve.hit();
        }
        assertThat(curve.averagePrecision()).isEqualTo(35 / 101., EXACT);
        assertThat(curve.exactHundredthsAveragePrecision()).isEqualTo(36 / 101., EXACT);
    }

    @Test
    void restartedItForgetsAndMissesCanBeCountedAtOnce() {
        RecallCurve curve = new RecallCurve(1);
        curve.hit();
        curve.restart(2);
        curve.missesUntilNow(3);
        curve.hit();
        assertThat(curve.allPointAveragePrecision()).isEqualTo(1 / 4. / 2, EXACT);
    }

    @Test
    void nothingFoundIsNothing() {
        assertThat(new RecallCurve(3).averagePrecision()).isZero();
        assertThat(new RecallCurve(3).elevenPointAveragePrecision()).isZero();
        assertThat(new RecallCurve(0).recall()).isZero();
    }
}
