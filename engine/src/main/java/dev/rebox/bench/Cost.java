package dev.rebox.bench;

import java.util.Map;

/** What a detector costs, in medians: a training step and the prediction of an image. */
public record Cost(Part trainStep, Part prediction) {

    /**
     * @param seconds the median of the whole
     * @param multiplyAdds of convolutions and fully connected layers, gradients included
     * @param share of the machine's convolution peak that these reach
     * @param stages the medians of its parts by name, which therefore need not add up exactly
     */
    public record Part(double seconds, long multiplyAdds, double share, Map<String, Stage> stages) {}

    /** A part of a step. */
    public record Stage(double seconds, long multiplyAdds) {}
}
