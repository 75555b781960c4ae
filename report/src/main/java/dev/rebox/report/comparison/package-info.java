/** Two or more runs on one test set: how large the difference is, how sure, and where it lies. */
@NullMarked
package dev.rebox.report.comparison;

import org.jspecify.annotations.NullMarked;
