/** How fast a detector trains and predicts on this machine, and how near that is to what the machine can do. */
@NullMarked
package dev.rebox.bench;

import org.jspecify.annotations.NullMarked;
