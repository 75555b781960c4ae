/** The library's face: {@link dev.rebox.Rebox} and the plan of a training. Start here. */
@NullMarked
package dev.rebox;

import org.jspecify.annotations.NullMarked;
