package dev.rebox.detector.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import dev.rebox.box.Nms;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final PaddedSize FRAME = new PaddedSize(64, 32, new int[] {64, 40}, new int[] {32, 20});

    /** Two far apart, and one that has IoU .8 with the first. */
    private static final float[] ANCHORS = {0, 0, 20, 10, 30, 0, 50, 10, 2, 0, 20, 10};

    @Test
    void theBestComeFirstAndDoublesGo() {
        try (PointerScope scope = new PointerScope()) {
            // Objectness minus background: 1, 2, 3 in the first image, 3, 2, 1 in the second.
            float[] logits = {1, 2, 0, 2, -1, 2, -1, 2, 0, 2, 1, 2};
            List<float[]> proposals = Proposals.of(output(logits, new float[24]), FRAME, 300, true);
            assertThat(proposals.get(0)).containsExactly(2, 0, 20, 10, 30, 0, 50, 10);
            // The second image is 40 wide.
            assertThat(proposals.get(1)).containsExactly(0, 0, 20, 10, 30, 0, 40, 10);
            assertThat(Proposals.of(output(logits, new float[24]), FRAME, 1, true)
                            .get(1))
                    .containsExactly(0, 0, 20, 10);
        }
    }

    @Test
    void anchorsOverTheBorderMayMakeNone() {
        try (PointerScope scope = new PointerScope()) {
            float[] logits = {1, 2, 0, 2, -1, 2, -1, 2, 0, 2, 1, 2};
            List<float[]> proposals = Proposals.of(output(logits, new float[24]), FRAME, 300, false);
            assertThat(proposals.get(0)).containsExactly(2, 0, 20, 10, 30, 0, 50, 10);
            // The second anchor ends at 50, and the second image at 40.
            assertThat(proposals.get(1)).containsExactly(0, 0, 20, 10);
        }
    }

    @Test
    void anchorsMoveByTheirOffsets() {
        try (PointerScope scope = new PointerScope()) {
            float[] offsets = new float[24];
            offsets[0] = 5; // ty: half an anchor's height, 5 px
            offsets[12 + 5] = -10; // the second image's second anchor, tx: one width, 20 px
            List<float[]> proposals =
                    Proposals.of(output(new float[] {0, 9, 0, 1, 0, 0, 0, 0, 0, 9, 0, 0}, offsets), FRAME, 1, true);
            assertThat(proposals.get(0)).containsExactly(new float[] {0, 5, 20, 15}, within(1e-5f));
            assertThat(proposals.get(1)).containsExactly(new float[] {10, 0, 30, 10}, within(1e-5f));
        }
    }

    @Test
    void boxesWithoutAreaInTheImageAreNoProposals() {
        try (PointerScope scope = new PointerScope()) {
            float[] offsets = new float[24];
            offsets[1] = -100; // ten widths to the left
            offsets[5] = Float.NaN;
            assertThat(Proposals.of(output(new float[12], offsets), FRAME, 300, true)
                            .get(0))
                    .containsExactly(2, 0, 20, 10);
        }
    }

    @Test
    void suppressionIsTorchvisions() {
        TorchGolden golden = TorchGolden.of("suppression");
        for (String threshold : List.of("0.3", "0.5", "0.7")) {
            assertThat(Nms.keep(golden.floats("boxes"), golden.floats("scores"), Float.parseFloat(threshold), 100))
                    .containsExactly(golden.get("kept").ints(threshold));
        }
    }

    private static RegionProposalNetwork.Output output(float[] logits, float[] offsets) {
        Device cpu = new Device("cpu");
        return new RegionProposalNetwork.Output(
                Tensors.floats(logits, cpu, 2, 3, 2), Tensors.floats(offsets, cpu, 2, 3, 4), ANCHORS);
    }
}
