package dev.rebox.run;

/**
 * How validation stands.
 *
 * @param bestScore the best score so far, NaN where there was none
 * @param bestStep the step it was reached at
 * @param since evaluations after the best one
 * @param evaluatedStep the last step that was evaluated
 */
public record BestSoFar(double bestScore, long bestStep, int since, long evaluatedStep) {
    public static final BestSoFar NONE = new BestSoFar(Double.NaN, 0, 0, 0);

    /** After a validation score. */
    public BestSoFar scored(long step, double score) {
        boolean better = Double.isNaN(bestScore) || score > bestScore;
        return better ? new BestSoFar(score, step, 0, step) : new BestSoFar(bestScore, bestStep, since + 1, step);
    }

    /** After an evaluation that does not count: that of the test set. */
    public BestSoFar watched(long step) {
        return new BestSoFar(bestScore, bestStep, since, step);
    }

    /** Whether patience is over. @param patience evaluations without a better score; 0 never ends */
    public boolean stuck(int patience) {
        return patience > 0 && since >= patience;
    }
}
