/** Training: the loop, the data of a run, the watch over memory and values that are not finite. */
package dev.rebox.train;
