package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** K = 2, in an image of 100 x 50; offsets of 0: every class has the region's own box. */
class RefinementChoiceTest {
    /** The first two overlap (IoU 18 / 22), the third lies apart, and so does the fourth. */
    private static final float[] REGIONS = {
        10, 10, 30, 20, 12, 10, 32, 20, 60, 10, 80, 20, 60, 30, 80, 40,
    };

    @Test
    void regionsThatAClassWantsAreRefined() {
        RefinementChoice choice = choice(.05, .1f, .8f, .1f, .98f, .01f, .01f, .9f, .04f, .06f, .92f, .04f, .04f);
        assertThat(choice.refined()).containsExactly(0, 2);
        assertThat(choice.dropped()).isEmpty();
    }

    @Test
    void theWeakerCopyOfAStrongerRegionIsLeftOut() {
        RefinementChoice choice = choice(.05, .1f, .8f, .1f, .2f, .7f, .1f, .9f, .1f, .0f, 1f, .0f, .0f);
        // In class 2 the two are equal: the first goes first.
        assertThat(choice.refined()).containsExactly(0, 2);
        assertThat(choice.dropped()).containsExactly(1);
    }

    @Test
    void aCopyThatIsTheStrongestOfAnotherClassStays() {
        RefinementChoice choice = choice(.05, .1f, .8f, .1f, .1f, .6f, .3f, 1f, 0f, 0f, 1f, 0f, 0f);
        assertThat(choice.refined()).containsExactly(0, 1);
        assertThat(choice.dropped()).isEmpty();
    }

    @Test
    void withoutAFloorEveryRegionIsRefined() {
        RefinementChoice choice = choice(0, .1f, .8f, .1f, .2f, .7f, .1f, .9f, .1f, .0f, 1f, .0f, .0f);
        assertThat(choice.refined()).containsExactly(0, 1, 2, 3);
        assertThat(choice.dropped()).isEmpty();
    }

    @Test
    void aDroppedRegionIsLeftOutOnlyOfTheClassesThatWantIt() {
        RefinementChoice choice = new RefinementChoice(new int[] {0}, new int[] {1});
        // One region of another image, then this image's two: background and two classes each.
        float[] probabilities = {.1f, .6f, .3f, .1f, .6f, .3f, .37f, .6f, .03f};
        choice.leaveOut(probabilities, 1, 2, .05);
        assertThat(probabilities).containsExactly(.1f, .6f, .3f, .1f, .6f, .3f, .37f, 0, .03f);
    }

    private static RefinementChoice choice(double floor, float... probabilities) {
        ClassifiedRegions regions = ClassifiedRegions.of(probabilities, new float[4 * 2 * 4], REGIONS, 2, 100, 50);
        return RefinementChoice.of(regions, floor, .4);
    }
}
