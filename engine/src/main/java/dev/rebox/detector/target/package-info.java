/** Which boxes anchors and regions stand for: matching, sampling, coding of offsets. Plain arrays, no tensors. */
@NullMarked
package dev.rebox.detector.target;

import org.jspecify.annotations.NullMarked;
