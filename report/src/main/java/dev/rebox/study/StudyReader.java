package dev.rebox.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebox.config.TimeSpan;
import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a study's file. */
public final class StudyReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> KEYS = List.of(
            "out", "budget", "processes", "seeds", "fractions", "networks", "arms", "baseline", "scenes", "common");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private final String file;
    private final ObjectNode tree;

    private StudyReader(String file, ObjectNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * @param given {@code key=value}: a key of the study ({@code out}, {@code seeds}, {@code arms}, {@code budget} ...), or of
     *     a training configuration, which then holds for all runs
     * @throws ConfigException with the file and the key that is wrong
     */
    public static StudyPlan read(Path file, List<String> given) {
        ObjectNode tree = tree(file);
        List<String> settings = new ArrayList<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("'" + pair + "': not key=value.");
            }
            String key = pair.substring(0, equals);
            if (KEYS.contains(key)) {
                String text = pair.substring(equals + 1);
                tree.set(key, key.equals("out") ? TextNode.valueOf(text) : value(text, pair));
            } else {
                settings.add(pair);
            }
        }
        return new StudyReader(file.toString(), tree).plan(settings);
    }

    /** The arms known by name. */
    static Map<String, ObjectNode> knownArms() {
        try (InputStream in = StudyReader.class.getResourceAsStream("arms.yaml")) {
            Map<String, ObjectNode> arms = new LinkedHashMap<>();
            YAML.readTree(in).properties().forEach(arm -> arms.put(arm.getKey(), (ObjectNode) arm.getValue()));
            return arms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode tree(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(file + ": no such study file.");
        }
        try {
            if (YAML.readTree(file.toFile()) instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigException(file + ": not a list of keys and values.");
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + ":" + e.getLocation().getLineNr() + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static JsonNode value(String text, String pair) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ConfigException("'" + pair + "': the value is not YAML.");
        }
    }

    private StudyPlan plan(List<String> given) {
        tree.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new ConfigException(file + ": unknown key '" + key + "'." + Nearest.hint(key, KEYS)
                        + " Settings of training belong under 'common'.");
            }
        });
        if (!tree.path("out").isTextual()) {
            throw wrong("out", "name the study's folder");
        }
        List<Variant> arms = variants("arms", knownArms());
        if (arms.isEmpty()) {
            throw wrong("arms", "name some of " + String.join(", ", knownArms().keySet()));
        }
        List<Variant> networks = variants("networks", Map.of());
        return new StudyPlan(
                Path.of(tree.get("out").asText()),
                budget(),
                processes(),
                seeds(),
                fractions(),
                networks.isEmpty() ? List.of(new Variant("", List.of())) : networks,
                arms,
                tree.path("baseline").asText("baseline"),
                Optional.ofNullable(tree.get("scenes")).map(this::scenes),
                Variant.of("common", section(tree.path("common"), "common"), file + ": common"),
                given);
    }

    private Optional<Duration> budget() {
        String text = tree.path("budget").asText("");
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        Optional<Duration> budget = TimeSpan.parse(text);
        if (budget.isEmpty()) {
            throw wrong("budget", "say it as 90s, 30m, 2.5h or 1d, not '" + text + "'");
        }
        return budget;
    }

    private int processes() {
        JsonNode node = tree.path("processes");
        if (!node.isMissingNode() && !(node.canConvertToInt() && node.isIntegralNumber() && node.asInt() > 0)) {
            throw wrong("processes", "a whole number from 1");
        }
        return node.asInt(1);
    }

    private List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (JsonNode seed : list("seeds")) {
            if (!seed.isIntegralNumber() || seeds.contains(seed.asLong())) {
                throw wrong("seeds", "they are different whole numbers, as in [0, 1, 2]");
            }
            seeds.add(seed.asLong());
        }
        return seeds.isEmpty() ? List.of(0L) : seeds;
    }

    private List<StudyPlan.Fraction> fractions() {
        List<StudyPlan.Fraction> fractions = new ArrayList<>();
        for (JsonNode item : list("fractions")) {
            ObjectNode settings = item instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
            JsonNode share = item instanceof ObjectNode ? settings.remove("fraction") : item;
            if (share == null || !share.isNumber() || !(share.asDouble() > 0 && share.asDouble() <= 1)) {
                throw wrong("fractions", "each is above 0 and at most 1, or {fraction: 0.1, train: {..}}");
            }
            if (fractions.stream().anyMatch(other -> other.share() == share.asDouble())) {
                throw wrong("fractions", share + " is there twice");
            }
            fractions.add(new StudyPlan.Fraction(
                    share.asDouble(), Variant.of(share.asText(), settings, file + ": fractions: " + share)));
        }
        return fractions.isEmpty()
                ? List.of(new StudyPlan.Fraction(1, new Variant("1", List.of())))
                : List.copyOf(fractions);
    }

    /** A list of known names, or of settings with a name (and, with 'like', those of a known name beneath). */
    private List<Variant> variants(String key, Map<String, ObjectNode> known) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        for (JsonNode item : list(key)) {
            ObjectNode own = item instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
            JsonNode given = item instanceof ObjectNode ? own.remove("name") : item;
            String name = given == null ? "" : given.asText();
            JsonNode like = item instanceof ObjectNode ? own.remove("like") : item;
            if (!NAME.matcher(name).matches() || variants.containsKey(name)) {
                throw wrong(key, "each needs a name of its own, of letters, digits, '_', '.' and '-'; '" + name + "'");
            }
            String where = file + ": " + key + ": " + name;
            List<String> pairs = new ArrayList<>();
            if (like != null) {
                pairs.addAll(Variant.of(name, known(key, like.asText(), known), where)
                        .pairs());
            }
            pairs.addAll(Variant.of(name, own, where).pairs());
            variants.put(name, new Variant(name, pairs));
        }
        return List.copyOf(variants.values());
    }

    private ObjectNode known(String key, String name, Map<String, ObjectNode> known) {
        ObjectNode settings = known.get(name);
        if (settings == null) {
            throw new ConfigException(file + ": " + key + ": unknown name '" + name + "'."
                    + Nearest.hint(name, known.keySet()) + " Known: " + String.join(", ", known.keySet())
                    + "; or give {name: " + name + ", model: {..}}.");
        }
        return settings;
    }

    private GeneratedScenes scenes(JsonNode node) {
        try {
            return YAML.treeToValue(node, GeneratedScenes.class);
        } catch (JsonProcessingException e) {
            throw wrong("scenes", "as in {train: 300, test: 80, pretrainSteps: 300, seed: 0}");
        }
    }

    private Iterable<JsonNode> list(String key) {
        JsonNode node = tree.path(key);
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            throw wrong(key, "it is a list, in [..]");
        }
        return node;
    }

    private ObjectNode section(JsonNode node, String key) {
        if (node.isMissingNode() || node.isNull()) {
            return YAML.createObjectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrong(key, "it is a section with data, model and train");
    }

    private ConfigException wrong(String key, String what) {
        return new ConfigException(file + ": " + key + ": " + what + ".");
    }
}
