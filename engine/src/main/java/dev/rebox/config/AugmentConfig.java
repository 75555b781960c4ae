package dev.rebox.config;

import dev.rebox.data.augment.Augmentation;
import dev.rebox.error.ConfigException;

/** The {@code augment} part of a configuration: see {@code defaults.yaml} and {@link Augmentation}. */
public record AugmentConfig(
        @Key double mosaic,
        @Key double turn,
        @Key double crop,
        @Key double scale,
        @Key double photometric,
        @Key double blur,
        @Key double jpeg) {
    public AugmentConfig {
        share("mosaic", mosaic, 1);
        share("turn", turn, 1);
        share("crop", crop, 1);
        share("scale", scale, Math.nextDown(1.0));
        share("photometric", photometric, Math.nextDown(1.0));
        share("blur", blur, 1);
        share("jpeg", jpeg, 1);
    }

    /** As the loader takes it. */
    public Augmentation augmentation() {
        return new Augmentation(mosaic, turn, crop, scale, photometric, blur, jpeg);
    }

    private static void share(String key, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new ConfigException(
                    "augment." + key + ": " + value + " is not from 0 to " + (most < 1 ? "below 1." : "1."));
        }
    }
}
