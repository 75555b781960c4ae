package dev.rebox.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves a configuration: the defaults, then the file's keys, then those given as {@code key=value}. */
public final class ConfigReader {
    private static final YAMLMapper YAML = YAMLMapper.builder(
                    new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // 1.5 steps are not a step
            .build();

    private static final String GIVEN = "train.givenKeys";

    private ConfigReader() {}

    /**
     * @param arguments configuration files (YAML) and {@code key=value} pairs in any order; a key is dotted
     *     ({@code train.steps}) or its last part where only one key ends so ({@code steps})
     * @throws ConfigException for a missing or malformed file, an unknown key (with the nearest known), a wrong value
     */
    public static Config read(List<String> arguments) {
        ObjectNode config = defaults();
        List<String> known = leaves(config, "");
        List<String> given = new ArrayList<>();
        for (String argument : arguments) {
            if (!isPair(argument)) {
                ObjectNode file = ConfigFile.read(Path.of(argument), YAML);
                merge(config, file, "", argument, known);
                given.addAll(leaves(file, ""));
            }
        }
        for (String argument : arguments) {
            if (isPair(argument)) {
                given.add(set(config, argument, known));
            }
        }
        return withGiven(convert(config), given);
    }

    /** The configuration in a file, on top of the defaults. */
    public static Config read(Path file) {
        return read(List.of(file.toString()));
    }

    /**
     * The settings of a program, on top of the defaults.
     *
     * @param settings by dotted key, in Java's types
     * @throws ConfigException for an unknown key (with the nearest known) or a wrong value
     */
    public static Config of(Map<String, ?> settings) {
        ObjectNode config = defaults();
        List<String> known = leaves(config, "");
        settings.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw unknown("settings", key, known);
            }
            put(section(config, key), key, YAML.valueToTree(value), "'" + key + "'");
        });
        return withGiven(convert(config), List.copyOf(settings.keySet()));
    }

    /** A recipe must know what was given, also where it is the default. */
    private static Config withGiven(Config config, List<String> given) {
        if (!config.train().auto()) {
            return config;
        }
        List<String> all = Stream.concat(config.train().givenKeys().stream(), given.stream())
                .filter(key -> !key.equals(GIVEN))
                .distinct()
                .sorted()
                .toList();
        return with(config, Map.of(GIVEN, all));
    }

    /** The configuration in a text, on top of the defaults. @param where the text stands, for messages */
    public static Config parse(String yaml, String where) {
        try {
            ObjectNode config = defaults();
            merge(config, (ObjectNode) YAML.readTree(yaml), "", where, leaves(config, ""));
            return convert(config);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new ConfigException(where + ": its configuration is not YAML.");
        }
    }

    /** As YAML that {@link #read} takes back. */
    public static String write(Config config) {
        try {
            return YAML.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every key with its value as JSON, e.g. to say what changed between two runs. */
    public static Map<String, String> values(Config config) {
        JsonNode tree = YAML.valueToTree(config);
        Map<String, String> values = new LinkedHashMap<>();
        leaves(tree, "").forEach(key -> values.put(key, at(tree, key).toString()));
        return values;
    }

    /** The same configuration with some keys, given by their dotted names, at other values. */
    static Config with(Config config, Map<String, ?> changes) {
        ObjectNode tree = YAML.valueToTree(config);
        changes.forEach((key, value) -> section(tree, key).set(lastPart(key), YAML.valueToTree(value)));
        return convert(tree);
    }

    /**
     * The same configuration with some keys at other values.
     *
     * @param values by dotted key, as {@code key=value} takes them
     * @throws ConfigException for a wrong value
     */
    public static Config withTexts(Config config, Map<String, String> values) {
        ObjectNode tree = YAML.valueToTree(config);
        List<String> known = leaves(tree, "");
        values.forEach((key, value) -> set(tree, key + "=" + value, known));
        return convert(tree);
    }

    private static JsonNode at(JsonNode tree, String key) {
        return tree.at("/" + key.replace('.', '/'));
    }

    private static ObjectNode section(ObjectNode tree, String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? tree : (ObjectNode) at(tree, key.substring(0, dot));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static boolean isPair(String argument) {
        int equals = argument.indexOf('=');
        return equals > 0 && argument.substring(0, equals).matches("[\\w.]+");
    }

    private static ObjectNode defaults() {
        try (InputStream in = ConfigReader.class.getResourceAsStream("defaults.yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from, String prefix, String file, List<String> known) {
        from.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode here = into.get(key);
            if (!into.has(key)) {
                throw unknown(file, prefix + key, known);
            }
            if (!(here instanceof ObjectNode section)) {
                put(into, prefix + key, entry.getValue(), file + ": '" + prefix + key + "'");
            } else if (entry.getValue() instanceof ObjectNode keys) {
                merge(section, keys, prefix + key + ".", file, known);
            } else if (!entry.getValue().isNull()) { // a section may be empty
                throw new ConfigException(file + ": '" + prefix + key + "' is a section, not a value.");
            }
        });
    }

    /** Sets a key. @param what names the key and where it was given */
    private static void put(ObjectNode section, String key, @Nullable JsonNode value, String what) {
        boolean empty = value == null || value.isNull() || value.isMissingNode();
        if (empty && !Keys.of(key).optional()) {
            throw new ConfigException(what + " has no value. Leave the key out for its default.");
        }
        section.set(lastPart(key), empty ? section.nullNode() : value);
    }

    /** @return the full key */
    private static String set(ObjectNode config, String pair, List<String> known) {
        int equals = pair.indexOf('=');
        String key = fullKey(pair.substring(0, equals), known);
        String value = pair.substring(equals + 1);
        if (Keys.isText(key)) {
            boolean unset =
                    value.isEmpty() || value.equals("null") && Keys.of(key).optional();
            put(section(config, key), key, unset ? null : TextNode.valueOf(value), "'" + pair + "'");
            return key;
        }
        try {
            put(section(config, key), key, YAML.readTree(value), "'" + pair + "'");
            return key;
        } catch (JsonProcessingException e) {
            throw new ConfigException("'" + pair + "': the value is not YAML.");
        }
    }

    private static String fullKey(String key, List<String> known) {
        if (known.contains(key)) {
            return key;
        }
        List<String> ends = known.stream().filter(k -> k.endsWith("." + key)).toList();
        if (ends.size() > 1) {
            throw new ConfigException("'" + key + "' may be " + String.join(" or ", ends) + ": write it in full.");
        }
        if (ends.isEmpty()) {
            throw unknown("command line", key, known);
        }
        return ends.get(0);
    }

    private static ConfigException unknown(String where, String key, List<String> known) {
        List<String> words = new ArrayList<>(known);
        known.forEach(k -> words.add(k.substring(k.lastIndexOf('.') + 1)));
        return new ConfigException(where + ": unknown key '" + key + "'." + Nearest.hint(key, words));
    }

    private static List<String> leaves(JsonNode tree, String prefix) {
        List<String> keys = new ArrayList<>();
        tree.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                keys.addAll(leaves(entry.getValue(), prefix + entry.getKey() + "."));
            } else {
                keys.add(prefix + entry.getKey());
            }
        });
        return keys;
    }

    private static Config convert(ObjectNode tree) {
        try {
            return YAML.treeToValue(tree, Config.class);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ConfigException known) {
                throw known;
            }
            StringBuilder key = new StringBuilder();
            e.getPath().forEach(p -> key.append(key.isEmpty() ? "" : ".")
                    .append(p.getFieldName() == null ? p.getIndex() : p.getFieldName()));
            throw new ConfigException(key + ": wrong value: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (JsonProcessingException e) {
            throw new ConfigException("configuration: " + e.getOriginalMessage());
        }
    }
}
