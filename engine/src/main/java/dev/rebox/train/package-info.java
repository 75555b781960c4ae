/** Training: the loop, the data of a run, the watch over memory and values that are not finite. */
@NullMarked
package dev.rebox.train;

import org.jspecify.annotations.NullMarked;
