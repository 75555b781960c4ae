/**
 * Open Images' metric: AP at IoU .5, all points, the mean over the classes. Detections within a group are ignored, and of classes that
 * nobody looked for in an image nothing is counted there. Source: the Open Images detection metric (V2), as
 * {@code OpenImagesDetectionEvaluator} of TensorFlow's Object Detection API computes it.
 */
@NullMarked
package dev.rebox.evaluate.openimages;

import org.jspecify.annotations.NullMarked;
