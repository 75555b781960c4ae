package dev.rebox.data.csv;

import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetBuilder;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.DataException;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.TextFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table with a row for each box: {@code file,x1,y1,x2,y2,class}, with a first line that names the columns or without, see
 * {@link CsvColumns}. A row with a file alone is an image without boxes.
 */
public final class CsvFormat implements DatasetFormat {
    private static final Dataset.Format CSV = new Dataset.Format("csv", 0, false);

    @Override
    public Dataset.Format format() {
        return CSV;
    }

    @Override
    public String looksLike() {
        return "a table file,x1,y1,x2,y2,class (CSV)";
    }

    @Override
    public boolean recognises(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".csv") || name.endsWith(".tsv")) && Files.isRegularFile(path);
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        source.refuseSplit("a table");
        return new Table(source, problems).read();
    }

    /** One table being read. */
    private static final class Table {
        private final Path file;
        private final Source source;
        private final Consumer<Problem> problems;
        private final ImagePlaces places;
        private final DatasetBuilder set = new DatasetBuilder();
        private final Map<String, DatasetBuilder.Image> images = new LinkedHashMap<>();
        private @Nullable CsvColumns columns;

        Table(Source source, Consumer<Problem> problems) {
            file = source.path();
            this.source = source;
            this.problems = problems;
            places = new ImagePlaces(file, source.images());
        }

        Dataset read() {
            String text = text();
            char separator = separator(text.lines().findFirst().orElse(""));
            CsvRows.each(file, new StringReader(text), separator, this::row);
            return set.build(source.name(), CSV);
        }

        /** The first row names the columns, or is a box like the others. */
        private void row(String[] cells, Origin where) {
            if (cells[0].startsWith("#")) {
                return;
            }
            if (columns == null) {
                columns = CsvColumns.of(cells, where);
                if (columns.named()) {
                    return;
                }
            }
            row(cells, columns, where);
        }

        private String text() {
            try {
                return TextFile.read(file);
            } catch (MalformedFile e) {
                throw new AnnotationException(Origin.of(file, e.line()), e.what(), e);
            }
        }

        private static char separator(String line) {
            char best = ',';
            for (char candidate : new char[] {'\t', ';'}) {
                if (count(line, candidate) > count(line, best)) {
                    best = candidate;
                }
            }
            return best;
        }

        private static long count(String text, char c) {
            return text.chars().filter(one -> one == c).count();
        }

        private void row(String[] cells, CsvColumns columns, Origin where) {
            String name = columns.file(cells);
            if (name.isBlank()) {
                problems.accept(
                        Problem.error(null, where, Problem.Kind.UNREADABLE_ANNOTATION, "the row names no image"));
                return;
            }
            String id = DatasetBuilder.id(name);
            try {
                DatasetBuilder.Image image =
                        images.computeIfAbsent(name, any -> image(id, name, cells, columns, where));
                columns.box(cells, image.width(), image.height(), where)
                        .ifPresent(box -> image.add(columns.className(cells, where), box, where));
            } catch (AnnotationException e) {
                problems.accept(e.asProblem(id));
            }
        }

        private DatasetBuilder.Image image(String id, String name, String[] cells, CsvColumns columns, Origin where) {
            Path image = places.existing(name)
                    // Some tables name images without their ending.
                    .or(() -> List.of(".jpg", ".png", ".jpeg").stream()
                            .map(ending -> places.existing(name + ending))
                            .flatMap(Optional::stream)
                            .findFirst())
                    .orElseGet(() -> places.of(name));
            int[] size = columns.size(cells);
            if (columns.fractions() && size[0] == 0) {
                size = measured(image);
            }
            return set.image(id, image, size[0], size[1], where);
        }

        /** Fractions of the sides need the sides; what looks at the image later says why there are none. */
        private static int[] measured(Path image) {
            try {
                ImageHeader header = ImageHeader.read(image);
                return new int[] {header.uprightWidth(), header.uprightHeight()};
            } catch (DataException e) {
                return new int[] {0, 0};
            }
        }
    }
}
