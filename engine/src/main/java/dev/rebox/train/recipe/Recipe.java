package dev.rebox.train.recipe;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code recipe=auto} has decided, and why: {@code recipe.json} of a run folder.
 *
 * @param facts of the data and the machine on which the decisions rest, in words
 * @param given keys that were given by hand and stayed as they were
 * @param mostSteps steps that are of use, however much time there is
 */
public record Recipe(List<String> facts, List<Decision> decisions, List<String> given, int mostSteps) {
    public Recipe {
        facts = List.copyOf(facts);
        decisions = List.copyOf(decisions);
        given = List.copyOf(given);
    }

    /** The recipe of a run that has one. @throws dev.rebox.error.DataException where its file is damaged */
    public static Optional<Recipe> of(RunFolder run) {
        return Files.isRegularFile(run.recipe())
                ? Optional.of(RunFolder.readJson(run.recipe(), Recipe.class))
                : Optional.empty();
    }

    /**
     * A configuration with what was decided, but for what is given by hand now.
     *
     * @throws ConfigException where another validation set is given to a run that has parted its training images
     */
    public Config applied(Config config) {
        List<String> now = config.train().givenKeys();
        Map<String, String> values = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            boolean parts = decision.key().equals("data.validationShare")
                    && !decision.value().equals("0");
            if (parts && config.data().validation() != null) {
                throw new ConfigException("data.validation: this run has set a part of data.train aside instead"
                        + " (data.validationShare=" + decision.value()
                        + "). Leave data.validation out, or give another 'out' to begin anew.");
            }
            if (!now.contains(decision.key())) {
                values.put(decision.key(), decision.value());
            }
        }
        return ConfigReader.withTexts(config, values);
    }
}
