/** Pixels: reading JPEG and PNG upright, resizing, flipping. */
@NullMarked
package dev.rebox.data.image;

import org.jspecify.annotations.NullMarked;
