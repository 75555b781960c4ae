package dev.rebox.data.coco;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** COCO: one JSON file; each split is a file of its own. */
public final class CocoFormat implements DatasetFormat {
    @Override
    public Dataset.Format format() {
        return Dataset.Format.COCO;
    }

    @Override
    public String looksLike() {
        return "a JSON file (COCO)";
    }

    @Override
    public boolean recognises(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        source.split().ifPresent(split -> {
            throw new DataException(source.path() + " is a COCO file, which has no split '" + split
                    + "': name the file of the split itself");
        });
        return new CocoFile(source.path(), source.images()).read(source.name(), problems);
    }
}
