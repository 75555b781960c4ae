package dev.rebox.evaluate.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoredPointsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void aClassWithDetectionsButNoObjectsCountsAsZero() {
        ScoredPoints points = new ScoredPoints(3);
        points.addPositives(1, 1);
        points.add(1, .5, true);
        points.add(2, .9, false);
        // the third class has neither and does not count
        assertThat(points.meanAveragePrecision()).isEqualTo((1 + 0) / 2., EXACT);
    }

    @Test
    void aClassWithObjectsThatNobodyDetectsCountsAsZero() {
        ScoredPoints points = new ScoredPoints(2);
        points.addPositives(1, 1);
        points.add(1, .5, true);
        points.addPositives(2, 4);
        assertThat(points.meanAveragePrecision()).isEqualTo(1 / 2., EXACT);
    }

    @Test
    void pointsAreTakenFromTheHighestScoreDownAndTiesAsGiven() {
        // miss, hit: precision 1/2; hit, miss: 1
        ScoredPoints missFirst = new ScoredPoints(1);
        missFirst.addPositives(1, 1);
        missFirst.add(1, .5, false);
        missFirst.add(1, .5, true);
        assertThat(missFirst.meanAveragePrecision()).isEqualTo(.5, EXACT);
        ScoredPoints hitHigher = new ScoredPoints(1);
        hitHigher.addPositives(1, 1);
        hitHigher.add(1, .5, false);
        hitHigher.add(1, .51, true);
        assertThat(hitHigher.meanAveragePrecision()).isEqualTo(1, EXACT);
    }

    @Test
    void objectsCanBeTakenAwayAgain() {
        ScoredPoints points = new ScoredPoints(1);
        points.addPositives(1, 2);
        points.addPositives(1, -1);
        points.add(1, .5, true);
        assertThat(points.meanAveragePrecision()).isEqualTo(1, EXACT);
        points.addPositives(1, -1);
        assertThat(points.meanAveragePrecision()).isZero();
    }

    @Test
    void manyPointsOfOneClassLeaveTheOtherAlone() {
        ScoredPoints points = new ScoredPoints(2);
        points.addPositives(1, 20);
        for (int i = 0; i < 20; i++) {
            points.add(1, i, true);
        }
        points.addPositives(2, 1);
        points.add(2, .1, true);
        assertThat(points.meanAveragePrecision()).isEqualTo(1, EXACT);
    }

    @Test
    void nothingIsZero() {
        assertThat(new ScoredPoints(2).meanAveragePrecision()).isZero();
        assertThat(new ScoredPoints(0).meanAveragePrecision()).isZero();
    }
}
