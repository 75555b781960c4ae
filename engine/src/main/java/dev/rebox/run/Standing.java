package dev.rebox.run;

/**
 * How validation stands.
 *
 * @param bestScore the best score so far, NaN where there was none
 * @param bestStep the step it was reached at
 * @param since evaluations after the best one
 * @param evaluatedStep the last step that was evaluated
 */
public record Standing(double bestScore, long bestStep, int since, long evaluatedStep) {
    public static final Standing NONE = new Standing(Double.NaN, 0, 0, 0);

    /** After a validation score. */
    public Standing scored(long step, double score) {
        boolean better = Double.isNaN(bestScore) || score > bestScore;
        return better ? new Standing(score, step, 0, step) : new Standing(bestScore, bestStep, since + 1, step);
    }

    /** After an evaluation that does not count: that of the test set. */
    public Standing watched(long step) {
        return new Standing(bestScore, bestStep, since, step);
    }

    /** Whether patience is over. @param patience evaluations without a better score; 0 never ends */
    public boolean stuck(int patience) {
        return patience > 0 && since >= patience;
    }
}
