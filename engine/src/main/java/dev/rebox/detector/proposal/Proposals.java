package dev.rebox.detector.proposal;

import dev.rebox.box.Nms;
import dev.rebox.detector.target.BoxCoder;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/** The region proposals of a batch: decoded, clipped to their image, non-maximum suppressed, the best of them. */
public final class Proposals {
    /** The IoU above which the weaker of two proposals goes. */
    public static final float NMS_IOU = 0.7f;

    private Proposals() {}

    /**
     * @param limit at most so many an image
     * @param border whether anchors that cross the border of their image make proposals too
     * @return one packed [n, 4] array an image, by falling objectness
     */
    public static List<float[]> of(RegionProposalNetwork.Output output, PaddedSize frame, int limit, boolean border) {
        float[] logits = Tensors.toFloats(output.objectness());
        float[] offsets = Tensors.toFloats(output.offsets());
        List<float[]> proposals = new ArrayList<>();
        for (int image = 0; image < frame.images(); image++) {
            proposals.add(ofImage(output, logits, offsets, frame, image, limit, border));
        }
        return proposals;
    }

    private static float[] ofImage(
            RegionProposalNetwork.Output output,
            float[] logits,
            float[] offsets,
            PaddedSize frame,
            int image,
            int limit,
            boolean border) {
        int n = output.size();
        int width = frame.widths()[image];
        int height = frame.heights()[image];
        float[] boxes = new float[4 * n];
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            int row = image * n + i;
            scores[i] = logits[2 * row + 1] - logits[2 * row]; // rises with the softmax probability
            if (border || output.isInside(i, width, height)) { // others stay without area, and are no proposals so
                BoxCoder.decode(offsets, 4 * row, output.anchors(), i, boxes, i, width, height);
            }
        }
        int[] kept = Nms.keep(boxes, scores, NMS_IOU, limit);
        float[] best = new float[4 * kept.length];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(boxes, 4 * kept[i], best, 4 * i, 4);
        }
        return best;
    }
}
