package dev.rebox.train.recipe;

import dev.rebox.config.Config;
import dev.rebox.config.ModelConfig;
import dev.rebox.model.Model;
import dev.rebox.model.ModelFiles;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What training starts from.
 *
 * @param kind how much was learned before
 * @param backbone of the weights, null where they do not say
 * @param width of the backbone, null where they do not say
 * @param trained the settings of a trained detector
 */
record Start(Kind kind, @Nullable String backbone, @Nullable String width, Optional<Config> trained) {
    enum Kind {
        /** Nothing. */
        SCRATCH,
        /** A backbone. */
        BACKBONE,
        /** A whole detector. */
        DETECTOR
    }

    /** @throws dev.rebox.error.DataException if the weights cannot be read */
    static Start of(ModelConfig model) {
        if (model.weights() == null) {
            return new Start(Kind.SCRATCH, null, null, Optional.empty());
        }
        Path given = Path.of(model.weights());
        Path file = Files.isDirectory(given) ? ModelFiles.of(given) : given;
        if (Model.isModel(file)) {
            Config trained = Model.config(file);
            return new Start(
                    Kind.DETECTOR,
                    trained.model().backbone(),
                    Double.toString(trained.model().width()),
                    Optional.of(trained));
        }
        try (Weights weights = WeightsFile.open(file)) {
            Map<String, String> metadata = weights.metadata();
            return new Start(Kind.BACKBONE, metadata.get("architecture"), metadata.get("width"), Optional.empty());
        }
    }
}
