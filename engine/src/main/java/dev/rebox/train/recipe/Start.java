package dev.rebox.train.recipe;

import dev.rebox.config.ModelConfig;
import dev.rebox.model.Model;
import dev.rebox.model.ModelFiles;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What training starts from.
 *
 * @param kind how much was learned before
 * @param backbone of the weights, null where they do not say
 * @param width of the backbone, null where they do not say
 */
record Start(Kind kind, @Nullable String backbone, @Nullable String width) {
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
            return new Start(Kind.SCRATCH, null, null);
        }
        Path given = Path.of(model.weights());
        Path file = Files.isDirectory(given) ? ModelFiles.of(given) : given;
        if (Model.isModel(file)) {
            ModelConfig trained = Model.config(file).model();
            return new Start(Kind.DETECTOR, trained.backbone(), Double.toString(trained.width()));
        }
        try (Weights weights = WeightsFile.open(file)) {
            Map<String, String> metadata = weights.metadata();
            return new Start(Kind.BACKBONE, metadata.get("architecture"), metadata.get("width"));
        }
    }
}
