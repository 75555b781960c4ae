package dev.rebox.detector;

import dev.rebox.box.Detection;
import java.util.Optional;

/**
 * A detection and how it came by its score.
 *
 * @param detection the same as without an explanation
 * @param refinement none where the detector refines no classes, or does not tell
 */
public record ExplainedDetection(Detection detection, Optional<ScoreRefinement> refinement) {
    /** The same object in the pixels of another size of the image. */
    public ExplainedDetection scale(double x, double y) {
        return new ExplainedDetection(detection.scale(x, y), refinement.map(r -> r.scale(x, y)));
    }
}
