/** The annotations of a large data set as a file that is read where it is asked for, not held in memory. */
@NullMarked
package dev.rebox.data.index;

import org.jspecify.annotations.NullMarked;
