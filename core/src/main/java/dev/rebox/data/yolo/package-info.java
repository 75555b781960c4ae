/** Reads data sets in the layout of YOLO: a {@code data.yaml}, pictures, and a text file of boxes a picture. */
package dev.rebox.data.yolo;
