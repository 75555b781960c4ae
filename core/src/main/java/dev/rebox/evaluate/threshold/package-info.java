/**
 * The score from which on detections are worth showing: chosen for each class by F1, precision or recall ({@link
 * dev.rebox.evaluate.threshold.ThresholdChoice}), or one for all with a promise about what is missed ({@link
 * dev.rebox.evaluate.threshold.MissRateControl}).
 */
@NullMarked
package dev.rebox.evaluate.threshold;

import org.jspecify.annotations.NullMarked;
