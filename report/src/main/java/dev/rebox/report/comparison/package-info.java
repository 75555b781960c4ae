/** Two or more runs on one test set: how large the difference is, how sure, and where it lies. */
package dev.rebox.report.comparison;
