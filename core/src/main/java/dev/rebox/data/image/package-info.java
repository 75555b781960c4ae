/** Pixels: reading JPEG and PNG upright, resizing, flipping. */
package dev.rebox.data.image;
