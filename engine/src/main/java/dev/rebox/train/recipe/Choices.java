package dev.rebox.train.recipe;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings as far as they are chosen, with the reasons. What was given by hand stays. */
final class Choices {
    private final List<String> given;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private Config config;

    Choices(Config given) {
        this.given = given.train().givenKeys();
        config = given;
    }

    /** With all that was chosen until now. */
    Config config() {
        return config;
    }

    /** With one setting more, to try it. */
    Config with(String key, String value) {
        return ConfigReader.withTexts(config, Map.of(key, value));
    }

    boolean given(String key) {
        return given.contains(key);
    }

    /** Chooses a value, unless one was given by hand. */
    void decide(String key, Object value, String why) {
        if (!given(key)) {
            decisions.add(new Decision(key, String.valueOf(value), why));
            config = with(key, String.valueOf(value));
        }
    }

    /** Something on which choices rest. */
    void found(String fact) {
        facts.add(fact);
    }

    List<Decision> decisions() {
        return decisions;
    }

    List<String> facts() {
        return facts;
    }
}
