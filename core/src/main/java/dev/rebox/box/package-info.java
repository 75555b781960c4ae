/** Boxes and what can be said of them without a network: overlap, union area, non-maximum suppression. */
package dev.rebox.box;
