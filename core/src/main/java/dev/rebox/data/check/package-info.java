/** What is wrong or odd in a data set, what is in it, and what training does about its faults. */
package dev.rebox.data.check;
