package dev.rebox.data.yolo;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** YOLO: a {@code data.yaml} that names the splits and classes, or the folder that holds it. */
public final class YoloFormat implements DatasetFormat {
    @Override
    public Dataset.Format format() {
        return Dataset.Format.YOLO;
    }

    @Override
    public String looksLike() {
        return "a data.yaml (YOLO)";
    }

    @Override
    public boolean recognises(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || Files.isRegularFile(path.resolve("data.yaml"));
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        return new YoloFolder(source.path()).read(source.name(), source.split(), problems);
    }

    @Override
    public Map<String, List<String>> splits(Path path) {
        return new YoloFolder(path).splits();
    }
}
