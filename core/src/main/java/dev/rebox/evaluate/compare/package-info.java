/** Two sets of detections on one test set: how large the difference is, how sure, and where it lies. */
package dev.rebox.evaluate.compare;
