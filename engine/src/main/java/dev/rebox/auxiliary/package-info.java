/**
 * The auxiliary tasks (paper, sections 3.1 to 3.3): one file a task, with its head and its loss, and the refinement of
 * the detections by what the tasks see around a region.
 *
 * <p>A new task implements {@link dev.rebox.auxiliary.TaskKind} in files of its own, labels included, and is registered by a
 * line in {@code META-INF/services/dev.rebox.evaluate.auxiliary.TaskDescription}.
 */
@NullMarked
package dev.rebox.auxiliary;

import org.jspecify.annotations.NullMarked;
