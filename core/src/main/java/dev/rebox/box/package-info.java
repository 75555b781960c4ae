/** Boxes and what can be said of them without a network: overlap, union area, non-maximum suppression. */
@NullMarked
package dev.rebox.box;

import org.jspecify.annotations.NullMarked;
