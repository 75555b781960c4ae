/** From uploaded images to detections: a queue with an end, workers that share one model, and the model's replacement. */
@NullMarked
package dev.rebox.serve.detect;

import org.jspecify.annotations.NullMarked;
