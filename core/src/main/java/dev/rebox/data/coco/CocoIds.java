package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one file. They are whole numbers, which may be written as text; ids that are words get numbers that no file has
 * (the lowest of all longs), so that either kind costs a long.
 */
final class CocoIds {
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /** The id at the parser; null where there is none. */
    @Nullable
    Long read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return CocoValues.whole(json);
        }
        Long number = CocoValues.whole(json);
        return number != null || json.getText().isBlank() ? number : word(json.getText());
    }

    private Long word(String word) {
        return numbers.computeIfAbsent(word, any -> {
            words.add(word);
            return Long.MIN_VALUE + words.size() - 1;
        });
    }

    boolean isWord(long id) {
        return id < Long.MIN_VALUE + words.size();
    }

    /** As the file has it. */
    String text(long id) {
        return isWord(id) ? words.get((int) (id - Long.MIN_VALUE)) : Long.toString(id);
    }
}
