package dev.rebox.detector.proposal;

import dev.rebox.detector.target.BalancedSampler;
import dev.rebox.detector.target.BoxCoder;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.detector.target.Matcher;
import dev.rebox.region.PaddedSize;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The anchors that train the region proposal network, those of all images together: n, half of them positive at most. They
 * are chosen by the labelled boxes alone, before the network runs.
 *
 * @param rows [n] image * N + anchor, N anchors an image
 * @param positives [p] which of the n are positive
 * @param targets [p, 4] packed: the offsets that these should have
 */
record SampledAnchors(int[] rows, int[] positives, float[] targets) {
    private static final BalancedSampler SAMPLER = new BalancedSampler(256, 0.5);

    /** @param anchors [N, 4] packed pixels @param truths the labelled boxes, one entry an image */
    static SampledAnchors of(float[] anchors, PaddedSize frame, List<GroundTruth> truths, RandomGenerator random) {
        Chosen all = new Chosen(SAMPLER.count() * truths.size());
        for (int image = 0; image < truths.size(); image++) {
            GroundTruth truth = truths.get(image);
            int[] inside = inside(anchors, frame.widths()[image], frame.heights()[image]);
            float[] candidates = chosen(anchors, inside);
            int[] match = Matcher.ANCHORS.match(candidates, truth);
            BalancedSampler.Sample sample = SAMPLER.sample(match, random);
            for (int i = 0; i < sample.indices().length; i++) {
                int candidate = sample.indices()[i];
                if (i < sample.positives()) {
                    all.target(truth, match[candidate], candidates, candidate);
                }
                all.add(image * (anchors.length / 4) + inside[candidate]);
            }
        }
        return all.together();
    }

    /** n. */
    int size() {
        return rows.length;
    }

    /**
     * The anchors that lie within the image. The others take no part, not even as the best anchor of a box: a large
     * object, whose best anchor nearly always crosses the border, would have none then.
     */
    private static int[] inside(float[] anchors, int width, int height) {
        return IntStream.range(0, anchors.length / 4)
                .filter(i -> anchors[4 * i] >= 0
                        && anchors[4 * i + 1] >= 0
                        && anchors[4 * i + 2] <= width
                        && anchors[4 * i + 3] <= height)
                .toArray();
    }

    private static float[] chosen(float[] boxes, int[] indices) {
        float[] chosen = new float[4 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(boxes, 4 * indices[i], chosen, 4 * i, 4);
        }
        return chosen;
    }

    private static final class Chosen {
        private final int[] rows;
        private final int[] positives;
        private final float[] targets;
        private int count;
        private int positiveCount;

        Chosen(int capacity) {
            rows = new int[capacity];
            positives = new int[capacity];
            targets = new float[4 * capacity];
        }

        void add(int row) {
            rows[count++] = row;
        }

        /** The next one is positive. */
        void target(GroundTruth truth, int box, float[] anchors, int anchor) {
            BoxCoder.encode(truth.boxes(), box, anchors, anchor, targets, 4 * positiveCount);
            positives[positiveCount++] = count;
        }

        SampledAnchors together() {
            return new SampledAnchors(
                    Arrays.copyOf(rows, count),
                    Arrays.copyOf(positives, positiveCount),
                    Arrays.copyOf(targets, 4 * positiveCount));
        }
    }
}
