package dev.rebox.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import java.util.ArrayList;
import java.util.List;

/**
 * Named settings, laid over the common ones: an arm, a network, a fraction of the labels.
 *
 * @param pairs {@code dotted.key=value}, as {@link ConfigReader#read} takes them
 */
record Variant(String name, List<String> pairs) {
    private static final List<String> OF_THE_STUDY = List.of("out", "resume", "train.seed", "data.fraction");

    Variant {
        pairs = List.copyOf(pairs);
    }

    /**
     * @param settings sections and keys of a training configuration
     * @param where they stand, for messages
     * @throws ConfigException for an unknown key, a wrong value, or a key that the study itself sets
     */
    static Variant of(String name, ObjectNode settings, String where) {
        ConfigReader.parse(settings.toString(), where);
        List<String> pairs = new ArrayList<>();
        flatten(settings, "", pairs);
        for (String pair : pairs) {
            String key = pair.substring(0, pair.indexOf('='));
            if (OF_THE_STUDY.contains(key)) {
                throw new ConfigException(where + ": '" + key
                        + "' is set by the study itself: give 'out', 'seeds' and 'fractions' at the top of the file.");
            }
        }
        return new Variant(name, pairs);
    }

    private static void flatten(ObjectNode tree, String prefix, List<String> into) {
        tree.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode section) {
                flatten(section, prefix + entry.getKey() + ".", into);
            } else {
                JsonNode value = entry.getValue();
                // Text keys take what stands behind the sign as it is, so that quotes would be part of it.
                into.add(prefix + entry.getKey() + "=" + (value.isTextual() ? value.asText() : value));
            }
        });
    }
}
