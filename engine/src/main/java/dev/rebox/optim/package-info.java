/**
 * Optimisers, weight decay and the learning rate schedule.
 */
package dev.rebox.optim;
