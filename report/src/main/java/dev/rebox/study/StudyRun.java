package dev.rebox.study;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Key;
import dev.rebox.config.Keys;
import dev.rebox.config.TrainConfig;
import dev.rebox.train.recipe.RecipeMaker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One training run of a study.
 *
 * @param id names its folders, e.g. {@code full-10pct-seed0}
 * @param network the name of the network, empty where the study has but one
 */
record StudyRun(String id, String network, double fraction, String arm, long seed, Config config) {
    /** Every setting that a figure depends on, by dotted key. */
    Map<String, String> settings() {
        return settings(config);
    }

    /**
     * The same of any configuration. Of paths only the last part counts, so that results can be carried elsewhere, but of
     * generated scenes the folder too, which says how they were drawn.
     */
    static Map<String, String> settings(Config config) {
        Map<String, String> settings = new LinkedHashMap<>();
        ConfigReader.values(config).forEach((name, value) -> {
            Key key = Keys.of(name);
            if (key.affects() == Key.Affects.RESULT) {
                settings.put(name, key.path() ? lastPart(value) : value);
            }
        });
        return settings;
    }

    private static String lastPart(String path) {
        String plain = path.replace("\"", "");
        int generated = plain.indexOf(GeneratedScenes.FOLDER);
        return generated < 0 ? plain.replaceAll("[^+]*/", "") : plain.substring(generated);
    }

    /** How long its training takes, where time decides that. */
    Optional<Duration> budget() {
        TrainConfig train = config.train();
        return train.timeBudget().or(() -> train.auto() ? Optional.of(RecipeMaker.DEFAULT_BUDGET) : Optional.empty());
    }

    /**
     * In words what differs first between earlier settings and this run's; empty if nothing does. Where time decides, the
     * number of steps is no setting: it follows from the machine.
     */
    Optional<String> change(Map<String, String> before) {
        return settings().entrySet().stream()
                .filter(now -> budget().isEmpty() || !now.getKey().equals("train.steps"))
                .filter(now -> before.containsKey(now.getKey())
                        && !before.get(now.getKey()).equals(now.getValue()))
                .map(now -> now.getKey() + " was " + before.get(now.getKey()) + " and is " + now.getValue())
                .findFirst();
    }
}
