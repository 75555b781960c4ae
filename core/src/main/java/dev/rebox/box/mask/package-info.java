/**
 * Segmentation masks: which pixels of an image show an object. {@link dev.rebox.box.mask.Polygons} and run lengths are read as
 * COCO's own tools (pycocotools) read them, to the pixel.
 */
@NullMarked
package dev.rebox.box.mask;

import org.jspecify.annotations.NullMarked;
