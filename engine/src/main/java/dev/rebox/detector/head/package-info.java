/** The second stage: class logits and box offsets of regions, as Faster R-CNN or R-FCN computes them. */
@NullMarked
package dev.rebox.detector.head;

import org.jspecify.annotations.NullMarked;
