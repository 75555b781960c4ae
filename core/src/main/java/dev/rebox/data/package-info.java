/** Labelled images: what a data set is, and (in the rooms below) reading, checking, loading and making one. */
@NullMarked
package dev.rebox.data;

import org.jspecify.annotations.NullMarked;
