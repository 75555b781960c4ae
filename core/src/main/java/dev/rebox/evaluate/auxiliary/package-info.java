/** How well the auxiliary heads do their own tasks: plain functions of what they predicted and of the recycled labels. */
package dev.rebox.evaluate.auxiliary;
