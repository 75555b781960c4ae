package dev.rebox.data.openimages;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.PendingBoxes;
import dev.rebox.data.Problem;
import dev.rebox.data.index.AnnotationIndex;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Open Images: a folder with a table of boxes for each split ({@code train-annotations-bbox.csv}), or one such table. See
 * {@link OpenImagesReader} for what is read, and {@link OpenImagesFiles} for the files' names.
 */
public final class OpenImagesFormat implements DatasetFormat {
    @Override
    public Dataset.Format format() {
        return Dataset.Format.OPEN_IMAGES;
    }

    @Override
    public String looksLike() {
        return "a folder with SPLIT-annotations-bbox.csv (Open Images)";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path) ? !OpenImagesFiles.in(path).isEmpty() : OpenImagesFiles.isTable(path);
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        OpenImagesFiles files = files(source);
        OpenImagesReader reader = new OpenImagesReader(files, source.images());
        if (AnnotationIndex.pays(files.sources())) {
            return new AnnotationIndex(source, format(), files.sources()).open(problems, reader::read);
        }
        try (PendingBoxes boxes = PendingBoxes.inMemory()) {
            AnnotationIndex.Read read = reader.read(boxes, problems);
            return new Dataset(source.name(), format(), read.labels(), List.copyOf(read.examples()));
        }
    }

    private static OpenImagesFiles files(Source source) {
        Path path = source.path();
        if (!Files.isDirectory(path)) {
            source.refuseSplit("one table of Open Images");
            return OpenImagesFiles.of(path);
        }
        Map<String, OpenImagesFiles> splits = OpenImagesFiles.in(path);
        List<String> known = List.copyOf(splits.keySet());
        if (source.split().isEmpty() && known.size() > 1) {
            throw new DataException(path + ": several splits are there; say which: " + path + ":"
                    + String.join(", " + path + ":", known));
        }
        if (known.isEmpty()) {
            throw new DataException(path + ": there is no table SPLIT-annotations-bbox.csv");
        }
        String split = source.split().orElse(known.get(0));
        OpenImagesFiles files = splits.get(split);
        if (files == null) {
            throw new DataException(path + ": there is no split '" + split + "'." + Nearest.hint(split, known)
                    + " Known: " + String.join(", ", known));
        }
        return files;
    }

    @Override
    public Map<String, List<String>> splits(Path path) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        if (Files.isDirectory(path)) {
            OpenImagesFiles.in(path).forEach((split, files) -> splits.put(split, OpenImagesReader.ids(files)));
        }
        return splits;
    }
}
