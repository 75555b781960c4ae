package dev.rebox.detector.proposal;

import dev.rebox.box.Nms;
import dev.rebox.detector.target.BoxCoder;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/** The region proposals of a batch: decoded, clipped to their image, non-maximum suppressed, the best of them. */
public final class Proposals {
    private static final float NMS_IOU = 0.7f;

    private Proposals() {}

    /**
     * @param limit at most so many an image
     * @return one packed [n, 4] array an image, by falling objectness
     */
    public static List<float[]> of(RegionProposalNetwork.Output output, PaddedSize frame, int limit) {
        float[] logits = Tensors.toFloats(output.objectness());
        float[] offsets = Tensors.toFloats(output.offsets());
        int n = output.size();
        List<float[]> proposals = new ArrayList<>();
        for (int image = 0; image < frame.images(); image++) {
            proposals.add(ofImage(
                    logits,
                    offsets,
                    image * n,
                    output.anchors(),
                    frame.widths()[image],
                    frame.heights()[image],
                    limit));
        }
        return proposals;
    }

    private static float[] ofImage(
            float[] logits, float[] offsets, int first, float[] anchors, int width, int height, int limit) {
        int n = anchors.length / 4;
        float[] boxes = new float[4 * n];
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            int row = first + i;
            scores[i] = logits[2 * row + 1] - logits[2 * row]; // rises with the softmax probability
            BoxCoder.decode(offsets, 4 * row, anchors, i, boxes, i, width, height);
        }
        int[] kept = Nms.keep(boxes, scores, NMS_IOU, limit);
        float[] best = new float[4 * kept.length];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(boxes, 4 * kept[i], best, 4 * i, 4);
        }
        return best;
    }
}
