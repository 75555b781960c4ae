package dev.rebox.data;

import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** The formats on the classpath, in the order in which they are asked whether they recognise a path. */
public final class DatasetFormats {
    private static final List<DatasetFormat> ALL =
            ServiceLoader.load(DatasetFormat.class, DatasetFormats.class.getClassLoader()).stream()
                    .map(Provider::get)
                    .toList();

    private DatasetFormats() {}

    /** The format of this name. @throws ConfigException naming the nearest one */
    public static DatasetFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.format().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("--format: unknown format '" + name + "'."
                        + Nearest.hint(name, names()) + " Known: " + String.join(", ", names())));
    }

    /** The format of what lies there. @throws DataException where none recognises it */
    static DatasetFormat of(Path path) {
        return ALL.stream()
                .filter(format -> format.recognises(path))
                .findFirst()
                .orElseThrow(() -> new DataException(path + " is not a known data set: give "
                        + String.join(
                                ", ", ALL.stream().map(DatasetFormat::looksLike).toList())
                        + ", or say --format"));
    }

    private static List<String> names() {
        return ALL.stream().map(format -> format.format().name()).toList();
    }
}
