/** Reads Open Images: tables of boxes, of class names, of verified image-level labels, and the tree of the classes. */
@NullMarked
package dev.rebox.data.openimages;

import org.jspecify.annotations.NullMarked;
