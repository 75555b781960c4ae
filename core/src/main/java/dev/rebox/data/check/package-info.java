/** What is wrong or odd in a data set, what is in it, and what training does about its faults. */
@NullMarked
package dev.rebox.data.check;

import org.jspecify.annotations.NullMarked;
