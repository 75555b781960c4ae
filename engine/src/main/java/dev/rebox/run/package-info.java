/**
 * The run folder: checkpoints, log, TensorBoard events, lock and environment of a training run.
 */
package dev.rebox.run;
