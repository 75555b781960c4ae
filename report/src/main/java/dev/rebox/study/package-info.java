/** Several runs compared: the demonstration, and studies of arms, seeds and fractions of the labels. */
@NullMarked
package dev.rebox.study;

import org.jspecify.annotations.NullMarked;
