package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {
    /** Two images, 100 x 60 and 40 x 80, in a frame of 112 x 80. */
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {100, 40}, new int[] {60, 80});

    private static final Regions REGIONS = new Regions(new int[] {0, 1}, new float[] {20, 8, 60, 20, 20, 40, 40, 80});

    @Test
    void aFrameIsTheNextMultipleOf16AroundTheLargestSides() {
        assertThat(FRAME.width()).isEqualTo(112);
        assertThat(FRAME.height()).isEqualTo(80);
        assertThat(FRAME.images()).isEqualTo(2);
        PaddedSize exact = PaddedSize.around(new int[] {32}, new int[] {1});
        assertThat(exact.width()).isEqualTo(32);
        assertThat(exact.height()).isEqualTo(16);
    }

    @Test
    void aGrownRegionReachesRQuartersOfTheWayToItsImagesBorder() {
        assertThat(REGIONS.grown(0, FRAME).boxes()).containsExactly(REGIONS.boxes());
        assertThat(REGIONS.grown(.25, FRAME).boxes()).containsExactly(15, 6, 70, 30, 15, 30, 40, 80);
        assertThat(REGIONS.grown(.5, FRAME).boxes()).containsExactly(10, 4, 80, 40, 10, 20, 40, 80);
        assertThat(REGIONS.grown(.75, FRAME).boxes()).containsExactly(5, 2, 90, 50, 5, 10, 40, 80);
        assertThat(REGIONS.grown(1, FRAME).boxes()).containsExactly(0, 0, 100, 60, 0, 0, 40, 80);
        assertThat(REGIONS.grown(.5, FRAME).images()).containsExactly(0, 1);
    }

    @Test
    void wholeImagesAreNotTheFrame() {
        Regions whole = Regions.wholeImages(FRAME);
        assertThat(whole.images()).containsExactly(0, 1);
        assertThat(whole.boxes()).containsExactly(0, 0, 100, 60, 0, 0, 40, 80);
    }

    @Test
    void partsAreJoinedInTheirOrder() {
        Regions joined = Regions.join(List.of(REGIONS, Regions.wholeImages(FRAME)));
        assertThat(joined.size()).isEqualTo(4);
        assertThat(joined.images()).containsExactly(0, 1, 0, 1);
        Regions part = joined.part(1, 2);
        assertThat(part.images()).containsExactly(1, 0);
        assertThat(part.boxes()).containsExactly(20, 40, 40, 80, 0, 0, 100, 60);
        assertThat(joined.part(0, 4)).isSameAs(joined);
        assertThat(Regions.join(List.of()).size()).isZero();
    }
}
