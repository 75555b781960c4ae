/**
 * The automatic recipe: chooses the settings of a training from the data, the start and the measured speed of the machine, and
 * says why.
 */
@NullMarked
package dev.rebox.train.recipe;

import org.jspecify.annotations.NullMarked;
