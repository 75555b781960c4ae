/**
 * The settings of a run: records for each section, the reader of files and {@code key=value} pairs, and what a change of a
 * key means for a run that goes on. The defaults stand in {@code defaults.yaml}.
 */
@NullMarked
package dev.rebox.config;

import org.jspecify.annotations.NullMarked;
