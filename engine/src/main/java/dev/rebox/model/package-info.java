/**
 * A detector with its classes and settings, as a file, and the predictor that finds objects with it.
 */
@NullMarked
package dev.rebox.model;

import org.jspecify.annotations.NullMarked;
