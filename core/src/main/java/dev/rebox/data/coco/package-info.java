/** Reads COCO's JSON files as a stream: their size does not matter, only the number of boxes. */
package dev.rebox.data.coco;
