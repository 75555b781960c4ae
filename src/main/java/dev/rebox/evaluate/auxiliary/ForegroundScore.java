package dev.rebox.evaluate.auxiliary;

/**
 * How well the foreground head tells objects from background, cell by cell (paper section 3.1).
 *
 * @param accuracy the share of the cells told rightly, or -1 without cells
 * @param iou cells that are foreground in both over cells that are in either, all images together, or -1 without any
 */
public record ForegroundScore(double accuracy, double iou) {
    /**
     * Measures masks against labels.
     *
     * @param predicted [N][cells] the probability of foreground, of which .5 or more is foreground
     * @param labels [N][cells] the foreground masks
     */
    public static ForegroundScore of(float[][] predicted, boolean[][] labels) {
        long cells = 0;
        long right = 0;
        long both = 0;
        long either = 0;
        SameShape.require(predicted.length, labels.length);
        for (int n = 0; n < predicted.length; n++) {
            SameShape.require(predicted[n].length, labels[n].length);
            for (int i = 0; i < predicted[n].length; i++) {
                boolean said = predicted[n][i] >= 0.5f;
                boolean is = labels[n][i];
                cells++;
                right += said == is ? 1 : 0;
                both += said && is ? 1 : 0;
                either += said || is ? 1 : 0;
            }
        }
        return new ForegroundScore(cells == 0 ? -1 : right / (double) cells, either == 0 ? -1 : both / (double) either);
    }
}
