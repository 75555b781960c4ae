/** A run that is going on, as a page that renews itself. It reads the run folder and writes nothing. */
@NullMarked
package dev.rebox.serve.watch;

import org.jspecify.annotations.NullMarked;
