package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
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
        for (String name : config.auxiliary()) {
            if (!names.contains(name)) {
                throw new ConfigException("model.auxiliary: unknown task '" + name + "'." + Nearest.hint(name, names)
                        + " Known: " + String.join(", ", names));
            }
        }
        return KNOWN.stream()
                .filter(kind -> config.auxiliary().contains(kind.name()))
                .toList();
    }

    /** What makes the labels of those that a configuration names. */
    public static List<LabelMaker> labels(ModelConfig config) {
        return of(config).stream().map(kind -> kind.labels(config)).toList();
    }
}
