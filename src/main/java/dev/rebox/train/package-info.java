/**
 * Training: the configuration, the recipe (optimiser, schedule), the loop, the run folder with its checkpoints, and the
 * model file that comes out.
 */
package dev.rebox.train;
