package dev.rebox.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of JSON a file holds, told from its beginning, and its tree for files that fit in memory. */
public final class JsonHead {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Made where a tree is read only: looking at a file does not need it. */
    private static final class Trees {
        private static final JsonMapper JSON = new JsonMapper(FACTORY);
    }

    private JsonHead() {}

    /**
     * Whether the file is an object with this key; false for what is not JSON.
     *
     * @param others keys of other formats: where one comes first, nothing behind it is read, for such files may be long
     */
    public static boolean hasKey(Path file, String key, Set<String> others) {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(key)) {
                    return true;
                }
                if (others.contains(parser.currentName())) {
                    return false;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first object of a list of objects; null for anything else. */
    public static @Nullable JsonNode firstOfList(Path file) {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            boolean list = parser.nextToken() == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT;
            return list ? Trees.JSON.readTree(parser) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The whole document. @throws AnnotationException with the line where this is not JSON */
    public static JsonNode tree(Path file) {
        try {
            return Trees.JSON.readTree(TextFile.read(file));
        } catch (MalformedFile e) {
            throw new AnnotationException(Origin.of(file, e.line()), e.what(), e);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new AnnotationException(Origin.of(file, line), "this is not well-formed JSON: " + what, e);
        }
    }
}
