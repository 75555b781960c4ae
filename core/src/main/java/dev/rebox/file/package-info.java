/** Files as people have them: text is read in the encodings that occur, and written whole or not at all. */
@NullMarked
package dev.rebox.file;

import org.jspecify.annotations.NullMarked;
