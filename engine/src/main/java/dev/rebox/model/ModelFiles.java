package dev.rebox.model;

import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a run folder that are models. */
public final class ModelFiles {
    /** The model after the last step. */
    public static final String LAST = "model.safetensors";

    /** The model that was best on the validation set, where there is one. */
    public static final String BEST = "best.safetensors";

    private ModelFiles() {}

    /** The model to use of a run folder: the best where there is one, else the last. @throws DataException if training is not done */
    public static Path of(Path run) {
        for (String name : new String[] {BEST, LAST}) {
            if (Files.isRegularFile(run.resolve(name))) {
                return run.resolve(name);
            }
        }
        throw new DataException(run + ": has no model yet. Let the training end ('rebox train ... resume=true').");
    }
}
