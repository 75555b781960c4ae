package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of a COCO file as a stream: one object whose lists hold objects. Other values are passed over. */
final class CocoJson implements AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER) // the same numbers, sooner
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private final Path file;
    private final JsonParser parser;

    private CocoJson(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws AnnotationException if it cannot be read */
    static CocoJson open(Path file) {
        try {
            return new CocoJson(file, JSON.createParser(file.toFile()));
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(file), "cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is done with an object of a list; the parser stands at its '{' and is left at its '}'. */
    interface Element {
        void read(JsonParser parser) throws IOException;
    }

    /**
     * Reads the document once.
     *
     * @param wanted what is done with each object of a list, by the list's key
     * @throws AnnotationException naming the line where this is not JSON, or where a list is missing
     */
    void lists(Map<String, Element> wanted) {
        Set<String> missing = new TreeSet<>(wanted.keySet());
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw fault(
                        first == null
                                ? "the file is empty"
                                : "a COCO file begins with '{'"
                                        + (first == JsonToken.START_ARRAY
                                                ? "; a list is a file of results, which has no images of its own"
                                                : ""));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                Element element = wanted.get(key);
                if (element == null) {
                    parser.skipChildren();
                } else {
                    list(key, element);
                    missing.remove(key);
                }
            }
        } catch (StreamReadException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new AnnotationException(Origin.of(file, line), what(e), e);
        } catch (CharConversionException e) {
            throw new AnnotationException(
                    Origin.of(file, parser.currentLocation().getLineNr()),
                    "the text is not UTF-8: save the file as UTF-8",
                    e);
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(file), "cannot be read: " + e.getMessage(), e);
        }
        if (!missing.isEmpty()) {
            Set<String> needed = new LinkedHashSet<>(Set.of());
            wanted.keySet().stream().sorted().forEach(key -> needed.add("\"" + key + "\""));
            throw fault("it has no \"" + missing.iterator().next() + "\": a COCO instances file needs "
                    + String.join(", ", needed));
        }
    }

    private static String what(StreamReadException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return message.contains("UTF-8")
                ? "the text is not UTF-8: save the file as UTF-8"
                : "this is not well-formed JSON: " + message.lines().findFirst().orElse("");
    }

    private void list(String key, Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw fault("\"" + key + "\" must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw fault("\"" + key + "\" must hold objects");
            }
            element.read(parser);
        }
    }

    private AnnotationException fault(String what) {
        return new AnnotationException(
                Origin.of(file, parser.currentTokenLocation().getLineNr()), what);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // What was read was read.
        }
    }
}
