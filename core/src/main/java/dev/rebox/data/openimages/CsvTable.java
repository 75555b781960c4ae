package dev.rebox.data.openimages;

import dev.rebox.data.AnnotationException;
import dev.rebox.data.Numbers;
import dev.rebox.data.Origin;
import dev.rebox.data.csv.CsvRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of Open Images, read row after row: the first line names its columns, of which there may be more than are wanted. */
final class CsvTable {
    private CsvTable() {}

    /** One row. @param cells of the table @param at the place of each column */
    record Row(String[] cells, Map<String, Integer> at, Origin where) {
        /** The text of a column; empty where the row or the table has none. */
        String text(String column) {
            Integer place = at.get(column);
            return place == null || place >= cells.length ? "" : cells[place].strip();
        }

        /** A finite number. @throws AnnotationException where it is none */
        double number(String column) {
            double value = Numbers.finite(text(column));
            if (Double.isNaN(value)) {
                throw new AnnotationException(where, column + " is not a number: '" + text(column) + "'");
            }
            return value;
        }

        /** Whether a mark is set: 1 is yes, 0 no, and -1 not known. */
        boolean is(String column) {
            return text(column).equals("1");
        }
    }

    /**
     * Reads a table with a line of names.
     *
     * @param needed columns that must be there
     * @throws AnnotationException naming file and line where this is no such table
     */
    static void read(Path file, List<String> needed, Consumer<Row> use) {
        Named table = new Named(needed, use);
        rows(file, table);
        if (table.at == null) {
            throw new AnnotationException(Origin.of(file), "the file is empty");
        }
    }

    /** Takes the names of the columns from the first row. */
    private static final class Named implements CsvRows.Use {
        private final List<String> needed;
        private final Consumer<Row> use;
        private @Nullable Map<String, Integer> at;

        Named(List<String> needed, Consumer<Row> use) {
            this.needed = needed;
            this.use = use;
        }

        @Override
        public void accept(String[] cells, Origin where) {
            if (at != null) {
                use.accept(new Row(cells, at, where));
                return;
            }
            Map<String, Integer> columns = columns(cells);
            for (String column : needed) {
                if (!columns.containsKey(column)) {
                    throw new AnnotationException(
                            where,
                            "the first line must name the column '" + column + "'; it is '" + String.join(",", cells)
                                    + "'");
                }
            }
            at = columns;
        }
    }

    /** Reads all rows that hold something, the first included. @throws AnnotationException where the text is no table */
    static void rows(Path file, CsvRows.Use use) {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            CsvRows.each(file, withoutMark(text), ',', use);
        } catch (IOException e) {
            throw CsvRows.unreadable(file, e);
        }
    }

    /** The names of the first line; empty for what is no text file. */
    static List<String> header(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            char[] start = new char[1000];
            int length = withoutMark(text).read(start);
            return length < 1
                    ? List.of()
                    : List.of(new String(start, 0, length)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .split(",", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Map<String, Integer> columns(String[] cells) {
        return IntStream.range(0, cells.length)
                .boxed()
                .collect(Collectors.toMap(i -> cells[i].strip(), i -> i, (first, second) -> first));
    }

    /** Without the byte-order mark that some programs write. */
    private static BufferedReader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }
}
