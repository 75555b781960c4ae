package dev.rebox.train;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigChange;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import dev.rebox.run.Checkpoint;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a run can go on from a checkpoint with the configuration and data at hand. */
public record Resumption(Config config, String dataHash) {

    /** @throws ConfigException saying what was changed that a run cannot go on with */
    public void check(Checkpoint checkpoint) {
        List<ConfigChange> forbidden =
                changes(checkpoint).stream().filter(change -> !change.allowed()).toList();
        if (!forbidden.isEmpty()) {
            throw new ConfigException(
                    forbidden.stream().map(ConfigChange::toString).collect(Collectors.joining("; "))
                            + ": a run cannot go on with that. Set it back, or give another 'out' to begin anew.");
        }
        if (!checkpoint.dataHash().equals(dataHash)) {
            throw new ConfigException("data.train: " + config.data().train() + " holds other images or boxes than when"
                    + " the run was begun: a run cannot go on with that. Bring them back, or give another 'out' to begin"
                    + " anew.");
        }
        if (checkpoint.step() > config.train().steps()) {
            throw new ConfigException("train.steps: " + config.train().steps()
                    + " lies behind the last checkpoint, step " + checkpoint.step() + ". Give at least that many.");
        }
    }

    List<ConfigChange> changes(Checkpoint checkpoint) {
        return ConfigChange.between(ConfigReader.parse(checkpoint.config(), "the checkpoint"), config);
    }
}
