package dev.rebox.train;

import dev.rebox.tensor.Parameter;

/** L2 decay: one rate for the detector and one for the auxiliary heads and the refinement (the authors' settings). */
public record WeightDecay(double detector, double auxiliary) {
    double of(Parameter parameter) {
        String name = parameter.name();
        return name.startsWith("auxiliary.") || name.startsWith("refinement.") ? auxiliary : detector;
    }
}
