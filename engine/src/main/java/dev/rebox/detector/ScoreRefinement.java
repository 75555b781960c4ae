package dev.rebox.detector;

import dev.rebox.box.Box;
import java.util.List;

/**
 * What the refinement did to a detection's score.
 *
 * @param before the score by the main head alone, 0..1
 * @param inputs what the refinement looked at, with what each did; empty where it left the region as it was. The product of their
 *     factors is the new score divided by the old
 */
public record ScoreRefinement(double before, List<Input> inputs) {
    /** The source that stands for the main head's own logits. */
    public static final String HEAD = "head";
    /** The source that stands for what the refinement adds whatever it sees. */
    public static final String BIAS = "bias";

    /**
     * One thing that the refinement looked at.
     *
     * @param source the name of an auxiliary task, {@link #HEAD} or {@link #BIAS}
     * @param window the part of the image that was looked at, in pixels of the image that was given to whatever found the detection
     * @param logits [K + 1] of the source there, the background first; of {@link #BIAS} zeros
     * @param factor by which it multiplied the score; above 1 it spoke for the class
     */
    public record Input(String source, Box window, double[] logits, double factor) {}

    /** The same in the pixels of another size of the image. */
    ScoreRefinement scale(double x, double y) {
        return new ScoreRefinement(
                before,
                inputs.stream()
                        .map(i -> new Input(i.source, i.window.scale(x, y), i.logits, i.factor))
                        .toList());
    }
}
