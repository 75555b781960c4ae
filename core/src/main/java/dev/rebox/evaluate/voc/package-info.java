/**
 * PASCAL VOC's metric: AP at IoU .5, with all points and with eleven.
 *
 * <p>Pixels: the development kit counts a box {@code xmin..xmax} with both ends inside and from 1, and so adds 1 to every
 * side. Boxes read from VOC files are stored without their last edge missing (see {@link dev.rebox.box.Box}), so that
 * the plain IoU of stored boxes is the kit's. For truth of other formats the plain IoU is the natural one.
 */
@NullMarked
package dev.rebox.evaluate.voc;

import org.jspecify.annotations.NullMarked;
