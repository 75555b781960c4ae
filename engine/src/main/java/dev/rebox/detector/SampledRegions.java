package dev.rebox.detector;

import dev.rebox.detector.target.BalancedSampler;
import dev.rebox.detector.target.BoxCoder;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.detector.target.Matcher;
import dev.rebox.region.Regions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The regions that train the second stage: proposals and, unless configured otherwise, labelled boxes; a quarter positive at most; those of all
 * images together, the positive ones first.
 *
 * @param regions N
 * @param positives how many are positive
 * @param matched [N] the annotation of the region's image that it stands for, or negative
 * @param labels [N] its class, 0 for the background
 */
record SampledRegions(Regions regions, int positives, int[] matched, long[] labels) {
    private static final double POSITIVE_SHARE = 0.25;

    /** Whole multiples of this, where there are enough: few different sizes occur, and the engine prepares for each. */
    private static final int STEP = 16;

    /**
     * @param proposals one packed [n, 4] array an image
     * @param perImage regions an image
     * @param withTruth whether the labelled boxes may be sampled too
     */
    static SampledRegions of(
            List<float[]> proposals,
            List<GroundTruth> truths,
            int perImage,
            boolean withTruth,
            RandomGenerator random) {
        List<Chosen> positive = new ArrayList<>();
        List<Chosen> negative = new ArrayList<>();
        BalancedSampler sampler = new BalancedSampler(perImage, POSITIVE_SHARE);
        for (int image = 0; image < truths.size(); image++) {
            GroundTruth truth = truths.get(image);
            float[] candidates = withTruth ? withTruth(proposals.get(image), truth) : proposals.get(image);
            int[] match = Matcher.REGIONS.match(candidates, truth);
            BalancedSampler.Sample sample = sampler.sample(match, random);
            for (int i = 0; i < sample.indices().length; i++) {
                int candidate = sample.indices()[i];
                Chosen chosen = new Chosen(image, candidates, candidate, match[candidate]);
                (i < sample.positives() ? positive : negative).add(chosen);
            }
        }
        return together(positive, negative, truths);
    }

    private record Chosen(int image, float[] candidates, int candidate, int matched) {}

    private static SampledRegions together(List<Chosen> positive, List<Chosen> negative, List<GroundTruth> truths) {
        int all = positive.size() + negative.size();
        int count = all < STEP ? all : Math.max(positive.size(), all / STEP * STEP);
        int[] images = new int[count];
        float[] boxes = new float[4 * count];
        int[] matched = new int[count];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            Chosen chosen = i < positive.size() ? positive.get(i) : negative.get(i - positive.size());
            images[i] = chosen.image;
            System.arraycopy(chosen.candidates, 4 * chosen.candidate, boxes, 4 * i, 4);
            matched[i] = chosen.matched;
            labels[i] = chosen.matched < 0 ? 0 : truths.get(chosen.image).labels()[chosen.matched];
        }
        return new SampledRegions(new Regions(images, boxes), positive.size(), matched, labels);
    }

    private static float[] withTruth(float[] proposals, GroundTruth truth) {
        float[] all = new float[proposals.length + truth.boxes().length];
        System.arraycopy(proposals, 0, all, 0, proposals.length);
        int at = proposals.length;
        for (int i = 0; i < truth.size(); i++) {
            if (!truth.crowd()[i]) {
                System.arraycopy(truth.boxes(), 4 * i, all, at, 4);
                at += 4;
            }
        }
        return at == all.length ? all : Arrays.copyOf(all, at);
    }

    /**
     * The indices of a part of the regions, with the same share of positive ones, spread evenly over the images. Any
     * such part is as random as the whole: the regions of an image come in random order.
     */
    int[] part(double share) {
        return IntStream.concat(spread(0, positives, share), spread(positives, size() - positives, share))
                .toArray();
    }

    private static IntStream spread(int first, int count, double share) {
        int chosen = (int) Math.ceil(count * share);
        return IntStream.range(0, chosen).map(i -> first + (int) ((long) i * count / chosen));
    }

    /** The classes of some of the regions. */
    long[] labels(int[] indices) {
        return Arrays.stream(indices).mapToLong(i -> labels[i]).toArray();
    }

    int size() {
        return labels.length;
    }

    /** The offsets that the positive regions should have: [positives, 4] packed. */
    float[] offsetTargets(List<GroundTruth> truths) {
        float[] targets = new float[4 * positives];
        for (int i = 0; i < positives; i++) {
            GroundTruth truth = truths.get(regions.images()[i]);
            BoxCoder.encode(truth.boxes(), matched[i], regions.boxes(), i, targets, 4 * i);
        }
        return targets;
    }
}
