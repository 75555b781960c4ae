package dev.rebox.evaluate.auxiliary;

import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** The auxiliary tasks on the classpath, always in the same order. */
public final class TaskDescriptions {
    private static final List<TaskDescription> ALL =
            ServiceLoader.load(TaskDescription.class, TaskDescriptions.class.getClassLoader()).stream()
                    .map(Provider::get)
                    .toList();

    private TaskDescriptions() {}

    public static List<TaskDescription> all() {
        return ALL;
    }

    /** The figures of all tasks. */
    public static List<AuxiliaryFigure> figures() {
        return ALL.stream().flatMap(task -> task.figures().stream()).toList();
    }
}
