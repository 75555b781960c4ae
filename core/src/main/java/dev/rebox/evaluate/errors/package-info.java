/**
 * Why detections are wrong: TIDE's kinds of error and what each costs (Bolya et al., "TIDE: A General Toolbox for
 * Identifying Object Detection Errors", ECCV 2020), which classes are confused, how precision, recall and score go together,
 * which objects are hard, and which labels are suspect.
 */
@NullMarked
package dev.rebox.evaluate.errors;

import org.jspecify.annotations.NullMarked;
