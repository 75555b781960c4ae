/** The second stage: class logits and box offsets of regions, as Faster R-CNN or R-FCN computes them. */
package dev.rebox.detector.head;
