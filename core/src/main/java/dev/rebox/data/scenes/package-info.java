/**
 * A generated data set: a garden with things that look alike and are told apart by what stands beside them, so that a
 * detector which learns context has something to gain and everybody has data at hand.
 */
@NullMarked
package dev.rebox.data.scenes;

import org.jspecify.annotations.NullMarked;
