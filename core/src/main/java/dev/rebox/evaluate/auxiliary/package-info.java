/** How well the auxiliary heads do their own tasks: plain functions of what they predicted and of the recycled labels. */
@NullMarked
package dev.rebox.evaluate.auxiliary;

import org.jspecify.annotations.NullMarked;
