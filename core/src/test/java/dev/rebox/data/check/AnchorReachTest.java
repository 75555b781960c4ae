package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Anchors;
import dev.rebox.box.Box;
import dev.rebox.data.image.ResizeRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorReachTest {
    /** Square anchors of 64 pixels, images as they are. */
    private static final AnchorReach SQUARE =
            new AnchorReach(new ResizeRule(100, 1000), new Anchors(64, List.of(1.0), List.of(1.0)));

    @Test
    void theBestAnchorIsTheNearestOne() {
        AnchorReach anchors = AnchorReach.STANDARD;
        // At 600 x 600 nothing is resized; an anchor of 128 x 128 stands on the centre 16 * 20.5 = 328.
        assertThat(anchors.bestIou(new Box(264, 264, 392, 392), 600, 600)).isCloseTo(1, within(1e-9));
        // Half a cell beside it along x: 120 of 128 columns overlap, 120 / 136.
        assertThat(anchors.bestIou(new Box(272, 264, 400, 392), 600, 600)).isCloseTo(120.0 / 136, within(1e-9));
        // The smallest anchor is 64 x 64; 16 x 16 inside it.
        assertThat(anchors.bestIou(new Box(320, 320, 336, 336), 600, 600)).isCloseTo(1.0 / 16, within(1e-9));
    }

    @Test
    void trainingHasTheAnchorsThatLieWithinTheImageOnly() {
        // In 100 pixels centres stand on 8, 24, 40, 56, ...; within are the anchors around 40 and 56: 8..72 and 24..88.
        Box corner = new Box(0, 0, 32, 32);
        // Over the border an anchor of -8..56 meets it: 32 * 32 / (64 * 64 + 0).
        assertThat(SQUARE.bestIou(corner, 100, 100)).isCloseTo(1024.0 / 4096, within(1e-9));
        // Within, the one at 8..72 has 24 * 24 pixels of it: 576 / (4096 + 1024 - 576).
        assertThat(SQUARE.bestIouInside(corner, 100, 100)).isCloseTo(576.0 / 4544, within(1e-9));
    }

    @Test
    void anchorsMayBeCentredAtTheCornersOfTheCells() {
        AnchorReach corners =
                new AnchorReach(new ResizeRule(100, 1000), new Anchors(64, List.of(1.0), List.of(1.0), 0));
        // Centres on 0, 16, 32, ...: one anchor is 0..64, another -32..32.
        assertThat(corners.bestIouInside(new Box(0, 0, 64, 64), 100, 100)).isCloseTo(1, within(1e-9));
        assertThat(corners.bestIouInside(new Box(0, 0, 32, 32), 100, 100)).isCloseTo(1024.0 / 4096, within(1e-9));
        assertThat(SQUARE.bestIouInside(new Box(0, 0, 64, 64), 100, 100)).isLessThan(.7);
        // 32 pixels fit into 32 around the centre 16.
        assertThat(corners.withBase(32).fits(1000, 32)).isTrue();
    }

    @Test
    void anImageThatIsSmallerThanEveryAnchorHasNone() {
        assertThat(SQUARE.fits(100, 100)).isTrue();
        // 1000 x 60 stays as it is, since the longer side may not grow: 64 pixels do not fit into 60.
        assertThat(SQUARE.fits(1000, 60)).isFalse();
        assertThat(SQUARE.bestIouInside(new Box(10, 10, 50, 50), 1000, 60)).isZero();
        assertThat(SQUARE.withBase(32).fits(1000, 60)).isTrue();
        // 32 pixels fit into 32 only around the centre 16, and centres stand on 8 and 24.
        assertThat(SQUARE.withBase(32).fits(1000, 32)).isFalse();
        assertThat(SQUARE.withBase(16).fits(1000, 32)).isTrue();
    }
}
