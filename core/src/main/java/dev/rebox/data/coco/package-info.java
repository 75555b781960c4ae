/** Reads COCO's JSON files as a stream: their size does not matter, only the number of boxes. */
@NullMarked
package dev.rebox.data.coco;

import org.jspecify.annotations.NullMarked;
