/**
 * COCO's detection metrics: twelve figures, equal to those of the challenge's own tool, its faults included: a truth box
 * whose annotation id is 0 never counts as found. Objects marked difficult, which COCO does not know, are passed over.
 */
@NullMarked
package dev.rebox.evaluate.coco;

import org.jspecify.annotations.NullMarked;
