/**
 * COCO's detection metrics: twelve figures, equal to those of the challenge's own tool.
 *
 * <p>One difference is meant: that tool takes a truth box whose annotation id is 0 for "not matched"; here it counts.
 */
package dev.rebox.evaluate.coco;
