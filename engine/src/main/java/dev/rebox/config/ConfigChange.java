package dev.rebox.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One key whose value is another when a run goes on than when it was begun.
 *
 * @param key dotted
 */
public record ConfigChange(String key, String before, String now) {
    /** Keys of which nothing depends but where files are and what is done beside training. */
    private static final Set<String> HARMLESS = Set.of("out", "resume");

    /** Whether these keys fit is seen otherwise: the data hash, and what the weights file says of its pictures. */
    private static final Set<String> SEEN_OTHERWISE =
            Set.of("data.train", "data.images", "data.fraction", "data.difficult", "data.onError", "model.weights");

    /** Of the parts that may not change, the keys that shape neither network nor samples. */
    private static final Set<String> FREE = Set.of("data.test", "data.validation", "model.nms");

    /** Of the part that may change, the keys that choose the samples or what the optimiser remembers. */
    private static final Set<String> FIXED = Set.of("train.batch", "train.windows", "train.seed", "train.optimizer");

    public static List<ConfigChange> between(Config before, Config now) {
        Map<String, String> old = values(before);
        List<ConfigChange> changes = new ArrayList<>();
        values(now).forEach((key, value) -> {
            if (!HARMLESS.contains(key) && !value.equals(old.get(key))) {
                changes.add(new ConfigChange(key, old.get(key), value));
            }
        });
        changes.sort((a, b) -> a.key.compareTo(b.key));
        return changes;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (String pair : ConfigReader.pairs(config)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return values;
    }

    /** Whether a run can go on with it: not if the network or the order and look of its data were others. */
    public boolean allowed() {
        if (SEEN_OTHERWISE.contains(key) || FREE.contains(key)) {
            return true;
        }
        return key.startsWith("train.") && !FIXED.contains(key);
    }

    /** What it does to a run that goes on. */
    public String effect() {
        return switch (key) {
            case "train.steps" -> "training ends there; where decayAt is given in shares, the rate falls accordingly";
            case "data.validation" -> "the best score so far is forgotten";
            case "data.test", "model.nms" -> "evaluations use it from here on";
            case "model.weights" -> "no effect: the checkpoint has all weights";
            case "train.loaders", "train.cacheMegabytes", "train.memory", "train.logEvery" ->
                "what is learned stays the same";
            default -> SEEN_OTHERWISE.contains(key) ? "the annotations are still the same" : "it holds from here on";
        };
    }

    @Override
    public String toString() {
        return key + " was " + before + " and is " + now;
    }
}
