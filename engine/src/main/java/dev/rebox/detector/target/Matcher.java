package dev.rebox.detector.target;

import java.util.Arrays;

/**
 * Which labelled box a candidate (an anchor, a region) stands for.
 *
 * @param positive a candidate whose IoU with its best box is at least this stands for that box
 * @param negative one whose best IoU is below this is background; between the two it is ignored
 * @param everyBox whether each box's best candidate (all of them at a tie) stands for it however small the IoU is
 */
public record Matcher(float positive, float negative, boolean everyBox) {
    /** For a candidate that is background. */
    public static final int NEGATIVE = -1;
    /** For a candidate that is neither positive nor negative: it takes no part. */
    public static final int IGNORED = -2;
    /** Share of a candidate's area that must lie on a crowd for it not to be a negative. */
    private static final float ON_CROWD = 0.5f;

    /** Anchors (Faster R-CNN's rule). */
    public static final Matcher ANCHORS = new Matcher(0.7f, 0.3f, true);
    /** Regions of the second stage. */
    public static final Matcher REGIONS = new Matcher(0.5f, 0.5f, false);

    /**
     * @param candidates [n, 4] packed
     * @param truth the labelled boxes
     * @return [n] the index of the matched box, {@link #NEGATIVE} or {@link #IGNORED}
     */
    public int[] match(float[] candidates, GroundTruth truth) {
        int n = candidates.length / 4;
        int[] match = new int[n];
        float[] best = new float[n];
        Arrays.fill(match, NEGATIVE);
        float[] overlap = new float[n];
        int[] forced = new int[n];
        Arrays.fill(forced, NEGATIVE);
        for (int box = 0; box < truth.size(); box++) {
            if (truth.crowd()[box]) {
                continue;
            }
            float highest = overlaps(candidates, truth.boxes(), box, false, overlap);
            for (int i = 0; i < n; i++) {
                if (overlap[i] > best[i]) {
                    best[i] = overlap[i];
                    match[i] = box;
                }
                if (everyBox && highest > 0 && overlap[i] == highest) {
                    forced[i] = box;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (best[i] < positive) {
                match[i] = best[i] < negative ? NEGATIVE : IGNORED;
            }
        }
        ignoreCrowds(candidates, truth, overlap, match);
        for (int i = 0; everyBox && i < n; i++) {
            if (forced[i] >= 0 && match[i] < 0) {
                match[i] = forced[i];
            }
        }
        return match;
    }

    private static void ignoreCrowds(float[] candidates, GroundTruth truth, float[] overlap, int[] match) {
        for (int box = 0; box < truth.size(); box++) {
            if (truth.crowd()[box]) {
                overlaps(candidates, truth.boxes(), box, true, overlap);
                for (int i = 0; i < match.length; i++) {
                    if (match[i] == NEGATIVE && overlap[i] > ON_CROWD) {
                        match[i] = IGNORED;
                    }
                }
            }
        }
    }

    /** IoU of every candidate with one box (or the share of the candidate's own area on it); returns the highest. */
    private static float overlaps(float[] candidates, float[] boxes, int box, boolean ofCandidate, float[] overlap) {
        float x1 = boxes[4 * box];
        float y1 = boxes[4 * box + 1];
        float x2 = boxes[4 * box + 2];
        float y2 = boxes[4 * box + 3];
        float area = (x2 - x1) * (y2 - y1);
        float highest = 0;
        for (int i = 0; i < overlap.length; i++) {
            float cx1 = candidates[4 * i];
            float cy1 = candidates[4 * i + 1];
            float cx2 = candidates[4 * i + 2];
            float cy2 = candidates[4 * i + 3];
            float w = Math.min(x2, cx2) - Math.max(x1, cx1);
            float h = Math.min(y2, cy2) - Math.max(y1, cy1);
            float value = 0;
            if (w > 0 && h > 0) {
                float own = (cx2 - cx1) * (cy2 - cy1);
                value = w * h / (ofCandidate ? own : own + area - w * h);
            }
            overlap[i] = value;
            highest = Math.max(highest, value);
        }
        return highest;
    }
}
