package dev.rebox.detector.target;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Takes a number of matched candidates at random, a share of them positive at most.
 *
 * @param count how many in all, at most
 * @param positiveShare 0..1
 */
public record BalancedSampler(int count, double positiveShare) {
    /** Indices into the match, the positive ones first; {@code positives} of them are positive. */
    public record Sample(int[] indices, int positives) {}

    /** @param match [n] as {@link Matcher#match} gives it: an index, or negative, or ignored */
    public Sample sample(int[] match, RandomGenerator random) {
        int[] positive = indices(match, true);
        int[] negative = indices(match, false);
        int positives = Math.min(positive.length, (int) (count * positiveShare));
        int negatives = Math.min(negative.length, count - positives);
        choose(positive, positives, random);
        choose(negative, negatives, random);
        int[] chosen = Arrays.copyOf(positive, positives + negatives);
        System.arraycopy(negative, 0, chosen, positives, negatives);
        return new Sample(chosen, positives);
    }

    private static int[] indices(int[] match, boolean positive) {
        int[] found = new int[match.length];
        int n = 0;
        for (int i = 0; i < match.length; i++) {
            if (positive ? match[i] >= 0 : match[i] == Matcher.NEGATIVE) {
                found[n++] = i;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Moves a random choice to the front (the beginning of a Fisher-Yates shuffle). */
    private static void choose(int[] values, int chosen, RandomGenerator random) {
        for (int i = 0; i < chosen; i++) {
            int j = i + random.nextInt(values.length - i);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
