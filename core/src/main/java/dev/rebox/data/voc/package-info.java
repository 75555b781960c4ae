/** Reads data sets in the layout of PASCAL VOC: {@code Annotations/}, {@code JPEGImages/}, {@code ImageSets/Main/}. */
package dev.rebox.data.voc;
