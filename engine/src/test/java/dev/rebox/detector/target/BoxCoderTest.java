package dev.rebox.detector.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BoxCoderTest {
    private static final Offset<Float> CLOSE = within(1e-4f);

    /** 20 wide, 10 high, centre (20, 10). */
    private final float[] anchor = {10, 5, 30, 15};

    @Test
    void offsetsAreDistancesInAnchorsAndLogarithmsOfSizes() {
        float[] offsets = new float[4];
        // 40 wide, 10 high, centre (30, 12): 2 / 10 down, 10 / 20 across, as high, twice as wide.
        BoxCoder.encode(new float[] {10, 7, 50, 17}, 0, anchor, 0, offsets, 0);
        assertThat(offsets).containsExactly(new float[] {10 * .2f, 10 * .5f, 0, 5 * (float) Math.log(2)}, CLOSE);
    }

    @Test
    void noOffsetsGiveTheAnchor() {
        assertThat(decoded(anchor, 0, 0, 0, 0)).containsExactly(anchor, CLOSE);
    }

    @Test
    void aDecodedBoxIsClippedToTheImage() {
        // One anchor height up and one width left: (-10, -5, 10, 5).
        assertThat(decoded(anchor, -10, -10, 0, 0)).containsExactly(new float[] {0, 0, 10, 5}, CLOSE);
        // Ten times as large: 200 x 100 around (20, 10) in an image of 100 x 50.
        float tenfold = 5 * (float) Math.log(10);
        assertThat(decoded(anchor, 0, 0, tenfold, tenfold)).containsExactly(new float[] {0, 0, 100, 50}, CLOSE);
    }

    @Test
    void anEnormousOffsetStaysFinite() {
        assertThat(decoded(anchor, 0, 0, 1e9f, 1e9f)).containsExactly(0, 0, 100, 50);
        float[] large = decode(new float[] {0, 0, 1, 1}, new float[] {0, 0, 1e9f, 1e9f}, 0, 0, 1e6f);
        assertThat(large[2]).isEqualTo(.5f + 31.25f, CLOSE); // 62.5 times a width of 1, around .5
    }

    @Test
    void boxesAndOffsetsAreTorchvisionsInAnotherOrder() {
        TorchGolden golden = TorchGolden.of("coding");
        float[] anchors = golden.floats("anchors");
        float[] boxes = golden.floats("boxes");
        float[] encoded = new float[boxes.length];
        float[] decoded = new float[boxes.length];
        for (int i = 0; i < boxes.length / 4; i++) {
            BoxCoder.encode(boxes, i, anchors, i, encoded, 4 * i);
            BoxCoder.decode(golden.floats("offsets"), 4 * i, anchors, i, decoded, i, 300, 300);
        }
        assertThat(encoded).containsExactly(golden.floats("encoded"), within(1e-3f));
        assertThat(decoded).containsExactly(golden.floats("decoded"), within(1e-2f));
    }

    private static float[] decoded(float[] anchor, float... offsets) {
        return decode(anchor, offsets, 100, 50, 0);
    }

    private static float[] decode(float[] anchor, float[] offsets, float width, float height, float both) {
        float[] box = new float[4];
        BoxCoder.decode(offsets, 0, anchor, 0, box, 0, width + both, height + both);
        return box;
    }
}
