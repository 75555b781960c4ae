/**
 * A detector with its classes and settings, as a file, and the predictor that finds objects with it.
 */
package dev.rebox.model;
