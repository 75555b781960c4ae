/** Reads tables of boxes: a row for each box, a column for each number. */
@NullMarked
package dev.rebox.data.csv;

import org.jspecify.annotations.NullMarked;
