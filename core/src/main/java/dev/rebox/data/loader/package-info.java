/**
 * Brings images and their recycled labels to training ahead of time. What comes is a pure function of the data set,
 * the options and the seed, however many threads work.
 */
@NullMarked
package dev.rebox.data.loader;

import org.jspecify.annotations.NullMarked;
