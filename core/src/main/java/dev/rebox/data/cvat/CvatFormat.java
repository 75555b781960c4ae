package dev.rebox.data.cvat;

import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.XmlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** CVAT: its own {@code annotations.xml}, or the folder that holds it. */
public final class CvatFormat implements DatasetFormat {
    static final Dataset.Format CVAT = new Dataset.Format("cvat", 0, false);

    @Override
    public Dataset.Format format() {
        return CVAT;
    }

    @Override
    public String looksLike() {
        return "CVAT's annotations.xml";
    }

    @Override
    public boolean recognises(Path path) {
        Path file = file(path);
        if (!Files.isRegularFile(file)
                || !file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return false;
        }
        try {
            return XmlFile.root(file).equals("annotations");
        } catch (DataException e) {
            return false;
        }
    }

    private static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve("annotations.xml") : path;
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        return parser(source.path(), source).read(source.name(), problems);
    }

    @Override
    public Map<String, List<String>> splits(Path path) {
        return parser(path, new Source(path, "", Optional.empty(), Optional.empty()))
                .splits();
    }

    private static CvatXml parser(Path path, Source source) {
        Path file = file(path);
        try {
            return XmlFile.read(file, xml -> new CvatXml(file, source, xml));
        } catch (MalformedFile e) {
            throw new AnnotationException(Origin.of(file, e.line()), e.what(), e);
        }
    }
}
