/** Two sets of detections on one test set: how large the difference is, how sure, and where it lies. */
@NullMarked
package dev.rebox.evaluate.compare;

import org.jspecify.annotations.NullMarked;
