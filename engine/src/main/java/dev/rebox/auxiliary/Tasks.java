package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.config.TaskWeight;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import dev.rebox.evaluate.auxiliary.TaskDescriptions;
import java.util.List;

/** The tasks that a network can be trained with, always in the same order. */
public final class Tasks {
    private static final List<TaskKind> KNOWN = TaskDescriptions.all().stream()
            .filter(TaskKind.class::isInstance)
            .map(TaskKind.class::cast)
            .toList();

    private Tasks() {}

    /** Those that a configuration names. @throws ConfigException for an unknown name */
    public static List<TaskKind> of(ModelConfig config) {
        List<String> names = KNOWN.stream().map(TaskKind::name).toList();
        known("auxiliary", config.auxiliary(), names);
        known("detachedTasks", config.detachedTasks(), names);
        known(
                "auxiliaryWeights",
                config.auxiliaryWeights().stream().map(TaskWeight::task).toList(),
                names);
        return KNOWN.stream()
                .filter(kind -> config.auxiliary().contains(kind.name()))
                .toList();
    }

    private static void known(String key, List<String> given, List<String> names) {
        for (String name : given) {
            if (!names.contains(name)) {
                throw new ConfigException("model." + key + ": unknown task '" + name + "'." + Nearest.hint(name, names)
                        + " Known: " + String.join(", ", names));
            }
        }
    }

    /** What makes the labels of those that a configuration names. */
    public static List<LabelMaker> labels(ModelConfig config) {
        return of(config).stream().map(kind -> kind.labels(config)).toList();
    }
}
