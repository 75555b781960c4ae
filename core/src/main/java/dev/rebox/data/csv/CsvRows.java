package dev.rebox.data.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** The rows of a table of text, one after the other. */
public final class CsvRows {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.TRIM_SPACES)
            .build();

    private CsvRows() {}

    /** What is done with a row. */
    public interface Use {
        void accept(String[] cells, Origin where);
    }

    /**
     * Hands out each row that holds something, the first included.
     *
     * @param file for messages
     * @param text what it holds
     * @throws AnnotationException naming file and line where the text is no table
     */
    public static void each(Path file, Reader text, char separator, Use use) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> rows =
                MAPPER.readerFor(String[].class).with(schema).readValues(text)) {
            while (rows.hasNextValue()) {
                int line = rows.getCurrentLocation().getLineNr();
                String[] cells = rows.nextValue();
                if (!String.join("", cells).isBlank()) {
                    use.accept(cells, Origin.of(file, line));
                }
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new AnnotationException(Origin.of(file, line), "this is not a table: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Why a text file cannot be read. */
    public static AnnotationException unreadable(Path file, IOException e) {
        String what = e instanceof CharacterCodingException
                ? "the text is not UTF-8: save the file as UTF-8"
                : "cannot be read: " + e.getMessage();
        return new AnnotationException(Origin.of(file), what, e);
    }
}
