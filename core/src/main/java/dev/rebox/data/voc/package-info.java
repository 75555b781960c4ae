/** Reads data sets in the layout of PASCAL VOC: {@code Annotations/}, {@code JPEGImages/}, {@code ImageSets/Main/}. */
@NullMarked
package dev.rebox.data.voc;

import org.jspecify.annotations.NullMarked;
