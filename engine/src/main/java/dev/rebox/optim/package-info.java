/**
 * Optimisers, weight decay and the learning rate schedule.
 */
@NullMarked
package dev.rebox.optim;

import org.jspecify.annotations.NullMarked;
