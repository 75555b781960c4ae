/** Labelled images: what a data set is, and (in the rooms below) reading, checking, loading and making one. */
package dev.rebox.data;
