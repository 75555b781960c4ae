package dev.rebox.run;

/**
 * How validation stands. The model that is kept is the last one that is no worse than the top score but for chance: a
 * validation set of few images cannot tell such models apart, and the later one has learned more.
 *
 * @param top the best score so far, NaN where there was none
 * @param topStep the step it was reached at
 * @param margin how far a later score may lie below the top one
 * @param bestScore the score of the model that is kept, NaN where there is none
 * @param bestStep the step of the model that is kept
 * @param since evaluations after the top score
 * @param evaluatedStep the last step that was evaluated
 */
public record BestSoFar(
        double top, long topStep, double margin, double bestScore, long bestStep, int since, long evaluatedStep) {
    public static final BestSoFar NONE = new BestSoFar(Double.NaN, 0, 0, Double.NaN, 0, 0, 0);

    /** Part of the standard error: two models are measured on the same images, so that most of the noise is common to both. */
    private static final double COMMON = 0.5;

    /**
     * After a validation score.
     *
     * @param noise the standard error of the score, from 0
     */
    public BestSoFar scored(long step, double score, double noise) {
        if (Double.isNaN(top) || score > top) {
            return new BestSoFar(score, step, COMMON * noise, score, step, 0, step);
        }
        boolean kept = score >= top - margin;
        return new BestSoFar(top, topStep, margin, kept ? score : bestScore, kept ? step : bestStep, since + 1, step);
    }

    /** After an evaluation that does not count: that of the test set. */
    public BestSoFar watched(long step) {
        return new BestSoFar(top, topStep, margin, bestScore, bestStep, since, step);
    }

    /** Nothing is known of the scores, as of another validation set; what was evaluated stays evaluated. */
    public BestSoFar forgotten() {
        return NONE.watched(evaluatedStep);
    }

    /** Whether patience is over. @param patience evaluations without a better score; 0 never ends */
    public boolean stuck(int patience) {
        return patience > 0 && since >= patience;
    }

    /**
     * Whether the last evaluation was the best of several: more steps would probably help.
     *
     * @param every steps between evaluations, 0 where there was but one
     */
    public boolean rising(int every) {
        return !Double.isNaN(top) && topStep == evaluatedStep && every > 0 && every < topStep;
    }
}
