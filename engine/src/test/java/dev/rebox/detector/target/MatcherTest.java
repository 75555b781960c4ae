package dev.rebox.detector.target;

import static dev.rebox.detector.target.Matcher.IGNORED;
import static dev.rebox.detector.target.Matcher.NEGATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.TorchGolden;
import org.junit.jupiter.api.Test;

class MatcherTest {
    /** Candidates on one line, 10 high, from x = 0 to these; with the box 0..10 the IoU is 10 / x. */
    private static final float[] LONGER = boxes(0, 10, 0, 14, 0, 15, 0, 33, 0, 34);

    @Test
    void anchorsArePositiveFromSevenTenthsAndNegativeBelowThree() {
        // IoU 1, .71, .67, .303, .294
        assertThat(Matcher.ANCHORS.match(LONGER, truth(boxes(0, 10))))
                .containsExactly(0, 0, IGNORED, IGNORED, NEGATIVE);
    }

    @Test
    void regionsArePositiveFromOneHalf() {
        // IoU 10 / 20 and 10 / 21
        assertThat(Matcher.REGIONS.match(boxes(0, 20, 0, 21), truth(boxes(0, 10))))
                .containsExactly(0, NEGATIVE);
    }

    @Test
    void theBestAnchorOfABoxIsPositiveHoweverSmallTheOverlap() {
        // IoU 1 / 19 and 2 / 18 with 0..10
        float[] anchors = boxes(9, 19, 8, 18);
        assertThat(Matcher.ANCHORS.match(anchors, truth(boxes(0, 10)))).containsExactly(NEGATIVE, 0);
        assertThat(Matcher.REGIONS.match(anchors, truth(boxes(0, 10)))).containsExactly(NEGATIVE, NEGATIVE);
    }

    @Test
    void atATieAllBestAnchorsArePositive() {
        assertThat(Matcher.ANCHORS.match(boxes(-5, 5, 5, 15, 20, 30), truth(boxes(0, 10))))
                .containsExactly(0, 0, NEGATIVE);
    }

    @Test
    void aBoxThatNoAnchorTouchesHasNone() {
        assertThat(Matcher.ANCHORS.match(boxes(20, 30), truth(boxes(0, 10)))).containsExactly(NEGATIVE);
    }

    @Test
    void aCandidateStandsForTheBoxItOverlapsMost() {
        // 0..10 has IoU .8 with 0..8 and .9 with 1..10.
        assertThat(Matcher.REGIONS.match(boxes(0, 10), truth(boxes(0, 8, 1, 10))))
                .containsExactly(1);
    }

    @Test
    void aBestAnchorThatIsPositiveForAnotherBoxStaysWithThat() {
        // The anchor equals box 0; box 1 has no other anchor.
        assertThat(Matcher.ANCHORS.match(boxes(0, 10), truth(boxes(0, 10, 8, 18))))
                .containsExactly(0);
    }

    @Test
    void candidatesMostlyOnACrowdAreNoNegatives() {
        GroundTruth crowd = new GroundTruth(boxes(0, 100), new int[] {1}, new boolean[] {true});
        // Wholly on it, 6/10 on it, 5/10 on it, off it. A crowd is nobody's match, however good.
        float[] candidates = boxes(0, 100, 94, 104, 95, 105, 200, 210);
        assertThat(Matcher.ANCHORS.match(candidates, crowd)).containsExactly(IGNORED, IGNORED, NEGATIVE, NEGATIVE);
        assertThat(Matcher.REGIONS.match(candidates, crowd)).containsExactly(IGNORED, IGNORED, NEGATIVE, NEGATIVE);
    }

    @Test
    void anObjectInACrowdIsStillAPositive() {
        GroundTruth both = new GroundTruth(boxes(0, 100, 20, 30), new int[] {1, 2}, new boolean[] {true, false});
        // The second one's IoU is only 5 / 15, but it is the object's best anchor where the first is not there.
        assertThat(Matcher.REGIONS.match(boxes(20, 30, 25, 35), both)).containsExactly(1, IGNORED);
        assertThat(Matcher.ANCHORS.match(boxes(25, 35), both)).containsExactly(1);
    }

    @Test
    void withoutBoxesEverythingIsBackground() {
        assertThat(Matcher.ANCHORS.match(LONGER, truth())).containsOnly(NEGATIVE);
        assertThat(Matcher.ANCHORS.match(new float[0], truth(boxes(0, 10)))).isEmpty();
    }

    @Test
    void matchesAreTorchvisions() {
        TorchGolden golden = TorchGolden.of("matching");
        GroundTruth truth = truth(golden.floats("boxes"));
        assertThat(Matcher.ANCHORS.match(golden.floats("candidates"), truth)).containsExactly(golden.ints("anchors"));
        assertThat(Matcher.REGIONS.match(golden.floats("candidates"), truth)).containsExactly(golden.ints("regions"));
    }

    private static GroundTruth truth(float... boxes) {
        int n = boxes.length / 4;
        return new GroundTruth(boxes, new int[n], new boolean[n]);
    }

    /** Boxes from y = 0 to 10 with these pairs of x. */
    private static float[] boxes(float... x) {
        float[] boxes = new float[2 * x.length];
        for (int i = 0; i < x.length; i += 2) {
            boxes[2 * i] = x[i];
            boxes[2 * i + 2] = x[i + 1];
            boxes[2 * i + 3] = 10;
        }
        return boxes;
    }
}
