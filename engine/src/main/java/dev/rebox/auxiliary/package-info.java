/**
 * The auxiliary tasks (paper, sections 3.1 to 3.3): one file a task, with its head and its loss, and the refinement of
 * the detections by what the tasks see around a region.
 *
 * <p>A new task implements {@link dev.rebox.auxiliary.AuxiliaryTask} in a file of its own and is registered by a line in
 * {@link dev.rebox.auxiliary.Tasks}.
 */
package dev.rebox.auxiliary;
