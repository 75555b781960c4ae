/** Files that are written for users: whole or not at all. */
@NullMarked
package dev.rebox.file;

import org.jspecify.annotations.NullMarked;
