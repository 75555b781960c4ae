/** Reads data sets in the layout of YOLO: a {@code data.yaml}, images, and a text file of boxes an image. */
package dev.rebox.data.yolo;
