package dev.rebox.model;

import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a run folder that are models. */
public final class ModelFiles {
    /** The model after the last step. */
    public static final String LAST = "model.safetensors";

    /** The model that was best on the validation set, where there is one. */
    public static final String BEST = "best.safetensors";

    private ModelFiles() {}

    /** The model to use of a run folder: the best where there is one, else the last. @throws DataException if training is not done */
    public static Path of(Path run) {
        return find(run)
                .orElseThrow(() -> new DataException(
                        run + ": has no model yet. Let the training end ('rebox train ... resume=true')."));
    }

    /** The same, or none. */
    public static Optional<Path> find(Path run) {
        return Stream.of(BEST, LAST)
                .map(run::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
