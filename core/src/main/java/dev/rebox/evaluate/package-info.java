/** How good detections are, in the figures that everybody quotes: one call measures them all, {@link dev.rebox.evaluate.Evaluation}. */
@NullMarked
package dev.rebox.evaluate;

import org.jspecify.annotations.NullMarked;
