package dev.rebox.config;

import dev.rebox.config.Key.Resume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One key whose value is another when a run goes on than when it was begun.
 *
 * @param key dotted
 */
public record ConfigChange(String key, String before, String now) {
    public static List<ConfigChange> between(Config before, Config now) {
        Map<String, String> old = ConfigReader.values(before);
        List<ConfigChange> changes = new ArrayList<>();
        ConfigReader.values(now).forEach((key, value) -> {
            if (Keys.of(key).resume() != Resume.SILENT && !value.equals(old.get(key))) {
                changes.add(new ConfigChange(key, String.valueOf(old.get(key)), value));
            }
        });
        changes.sort((a, b) -> a.key.compareTo(b.key));
        return changes;
    }

    /** Whether a run can go on with it: not if the network or the order and look of its data were others. */
    public boolean allowed() {
        return Keys.of(key).resume() != Resume.FIXED;
    }

    /** What it does to a run that goes on. */
    public String effect() {
        return Keys.of(key).effect();
    }

    @Override
    public String toString() {
        return key + " was " + before + " and is " + now;
    }
}
