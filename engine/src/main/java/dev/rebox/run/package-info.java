/**
 * The run folder: checkpoints, log, TensorBoard events, lock and environment of a training run.
 */
@NullMarked
package dev.rebox.run;

import org.jspecify.annotations.NullMarked;
