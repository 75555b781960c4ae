package dev.rebox.pretrain;

import dev.rebox.config.Device;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;

/**
 * The settings of pretraining.
 *
 * @param backbone which network, with its {@code width}
 * @param steps of {@code batch} crops each
 * @param size pixels a side of a crop: 112 make a 7x7 feature map, the size of a region's crop in the detector
 */
public record PretrainConfig(
        String backbone,
        double width,
        int steps,
        int batch,
        int size,
        double learningRate,
        long seed,
        Precision precision,
        String device) {
    public PretrainConfig {
        if (steps < 1 || batch < 2 || size < 32) {
            throw new ConfigException("pretrain: steps " + steps + " (at least 1), batch " + batch
                    + " (at least 2), size " + size + " (at least 32)");
        }
    }

    /** What suits a few hundred images. */
    public static PretrainConfig standard(String backbone, double width) {
        return new PretrainConfig(backbone, width, 600, 32, 112, 0.05, 0, Precision.FLOAT32, "auto");
    }

    /** The same on another device. */
    public PretrainConfig on(Device other) {
        return new PretrainConfig(backbone, width, steps, batch, size, learningRate, seed, precision, other.key());
    }

    public PretrainConfig with(int otherSteps, long otherSeed, Precision other) {
        return new PretrainConfig(backbone, width, otherSteps, batch, size, learningRate, otherSeed, other, device);
    }
}
