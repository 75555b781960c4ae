package dev.rebox.evaluate.auxiliary;

import java.util.List;

/**
 * What people see of an auxiliary task: logs, reports and studies take it from here. An implementation has a public
 * constructor without parameters, and its name stands on a line of
 * {@code META-INF/services/dev.rebox.evaluate.auxiliary.TaskDescription}.
 */
public interface TaskDescription {
    /** Its name in configurations, logs and weights, e.g. {@code multi_object}. */
    String name();

    /** The name of its loss for people, e.g. {@code Multi-object label}. */
    String title();

    /** How well its head does it. */
    List<AuxiliaryFigure> figures();
}
