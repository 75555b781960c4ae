/** Several runs compared: the demonstration, and studies of arms, seeds and fractions of the labels. */
package dev.rebox.study;
