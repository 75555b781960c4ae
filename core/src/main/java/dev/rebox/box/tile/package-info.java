/** Large images in parts: where to cut ({@link dev.rebox.box.tile.Tiling}), and how what was found in the parts is joined. */
@NullMarked
package dev.rebox.box.tile;

import org.jspecify.annotations.NullMarked;
