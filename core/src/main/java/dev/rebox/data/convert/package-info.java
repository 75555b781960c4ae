/** Writes a data set in another format: boxes, classes and splits kept, and what a format cannot hold told. */
@NullMarked
package dev.rebox.data.convert;

import org.jspecify.annotations.NullMarked;
