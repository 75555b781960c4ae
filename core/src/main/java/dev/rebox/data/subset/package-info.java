/** Parts of a data set: nested fractions that keep every class near its share. */
package dev.rebox.data.subset;
