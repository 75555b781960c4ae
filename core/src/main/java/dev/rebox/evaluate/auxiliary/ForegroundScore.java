package dev.rebox.evaluate.auxiliary;

/**
 * How well the foreground head tells objects from background, cell by cell (paper section 3.1). It takes [N][cells] of the
 * probability of foreground, of which .5 or more is foreground, and [N][cells] masks, 1 where it is and 0 where not.
 */
public final class ForegroundScore {
    private long cells;
    private long right;
    private long both;
    private long either;

    private ForegroundScore(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        for (int n = 0; n < predicted.length; n++) {
            for (int i = 0; i < predicted[n].length; i++) {
                boolean foreground = predicted[n][i] >= 0.5f;
                boolean is = labels[n][i] >= 0.5f;
                cells++;
                right += foreground == is ? 1 : 0;
                both += foreground && is ? 1 : 0;
                either += foreground || is ? 1 : 0;
            }
        }
    }

    /** The share of the cells told rightly, or -1 without cells. */
    public static double accuracy(float[][] predicted, float[][] labels) {
        ForegroundScore score = new ForegroundScore(predicted, labels);
        return score.cells == 0 ? -1 : score.right / (double) score.cells;
    }

    /** Cells that are foreground in both over cells that are in either, all images together, or -1 without any. */
    public static double iou(float[][] predicted, float[][] labels) {
        ForegroundScore score = new ForegroundScore(predicted, labels);
        return score.either == 0 ? -1 : score.both / (double) score.either;
    }
}
