package dev.rebox.run;

import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ModelMark;
import dev.rebox.model.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thresholds that a run folder keeps, as far as they are those of the model that it has now: a training that goes on makes
 * another model, of which they say nothing.
 *
 * @param chosen none where there are none, or where they were chosen for another model
 * @param warning what a user should know of them, in one line
 */
public record KeptThresholds(Optional<ChosenThresholds> chosen, Optional<String> warning) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptThresholds.class);
    private static final String AGAIN = " 'rebox thresholds' chooses new ones.";

    /** Those of a run; without a model, as the file says. @throws dev.rebox.error.DataException where the file is damaged */
    public static KeptThresholds of(RunFolder run) {
        Path file = run.thresholds();
        if (!Files.isRegularFile(file)) {
            return new KeptThresholds(Optional.empty(), Optional.empty());
        }
        ChosenThresholds chosen = RunFolder.readJson(file, ChosenThresholds.class);
        if (chosen.model() == null) {
            return new KeptThresholds(
                    Optional.of(chosen),
                    Optional.of(file + ": does not say for which model these thresholds were chosen; they are used."
                            + AGAIN));
        }
        Optional<Path> model = ModelFiles.find(run.path());
        if (model.isEmpty() || chosen.model().equals(ModelMark.of(model.get()))) {
            return new KeptThresholds(Optional.of(chosen), Optional.empty());
        }
        return new KeptThresholds(
                Optional.empty(),
                Optional.of(file + ": these thresholds were chosen for another model than "
                        + model.get().getFileName() + " is now; they are not used." + AGAIN));
    }

    /** The thresholds by class; the warning goes to the log. */
    public Map<String, Double> byClass() {
        warning.ifPresent(LOG::warn);
        return chosen.map(ChosenThresholds::byClass).orElse(Map.of());
    }
}
