/** Labels recycled from the boxes of a picture: soft labels of windows, closeness of objects, the foreground. */
package dev.rebox.recycle;
