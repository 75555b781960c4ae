/** Which boxes anchors and regions stand for: matching, sampling, coding of offsets. Plain arrays, no tensors. */
package dev.rebox.detector.target;
