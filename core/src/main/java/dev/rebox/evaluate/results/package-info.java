/**
 * Detections in files that other tools and the challenges' servers read: COCO's results (JSON) and the VOC development
 * kit's {@code comp4_det_*} text files. What is wrong in a file is reported with its place.
 */
@NullMarked
package dev.rebox.evaluate.results;

import org.jspecify.annotations.NullMarked;
