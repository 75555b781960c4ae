package dev.rebox.serve.detect;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a client wants to know.
 *
 * @param threshold the least score, 0..1; none: what was chosen for each class, else 0.5
 * @param explain whether to tell what the refinement did to each score
 */
public record DetectionRequest(List<Upload> images, OptionalDouble threshold, boolean explain) {}
