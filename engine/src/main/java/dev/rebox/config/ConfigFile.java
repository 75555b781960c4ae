package dev.rebox.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebox.error.ConfigException;
import dev.rebox.file.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration file: keys and values in YAML. */
final class ConfigFile {
    private ConfigFile() {}

    /** The tree of a file; empty for an empty one. @throws ConfigException naming the file, and the line of what is no YAML */
    static ObjectNode read(Path path, YAMLMapper yaml) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigException(path + ": no such configuration file. Give a YAML file or key=value pairs.");
        }
        try {
            JsonNode tree = yaml.readTree(path.toFile());
            if (tree instanceof ObjectNode object) {
                keepTexts(object, "", YamlText.read(path));
                return object;
            }
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return yaml.createObjectNode();
            }
            throw new ConfigException(path + ": not a list of keys and values.");
        } catch (JsonProcessingException e) {
            throw new ConfigException(path + ":" + e.getLocation().getLineNr() + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /** Text that looks like a number or a truth value is still text: {@code out: 007}. */
    private static void keepTexts(ObjectNode section, String prefix, @Nullable Object texts) {
        if (!(texts instanceof Map<?, ?> map)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : List.copyOf(section.properties())) {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner) {
                keepTexts(inner, key + ".", map.get(entry.getKey()));
            } else if (Keys.isText(key)
                    && (entry.getValue().isNumber() || entry.getValue().isBoolean())
                    && map.get(entry.getKey()) instanceof String text) {
                section.put(entry.getKey(), text);
            }
        }
    }
}
