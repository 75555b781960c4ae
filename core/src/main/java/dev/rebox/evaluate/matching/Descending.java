package dev.rebox.evaluate.matching;

/** Row numbers sorted by score, highest first, equal scores in their old order: a stable merge sort without boxing. */
public final class Descending {
    private Descending() {}

    /** The rows {@code 0..scores.length-1}, best first. */
    public static int[] rows(double[] scores) {
        int n = scores.length;
        int[] from = new int[n];
        for (int i = 0; i < n; i++) {
            from[i] = i;
        }
        int[] to = new int[n];
        for (int run = 1; run < n; run *= 2) {
            for (int start = 0; start < n; start += 2 * run) {
                merge(scores, from, to, start, Math.min(start + run, n), Math.min(start + 2 * run, n));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(double[] scores, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right == end || left < middle && scores[from[left]] >= scores[from[right]];
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
