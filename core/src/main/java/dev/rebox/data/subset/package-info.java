/** Parts of a data set: nested fractions that keep every class near its share. */
@NullMarked
package dev.rebox.data.subset;

import org.jspecify.annotations.NullMarked;
