/** Reads data sets in the layout of YOLO: a {@code data.yaml}, images, and a text file of boxes an image. */
@NullMarked
package dev.rebox.data.yolo;

import org.jspecify.annotations.NullMarked;
