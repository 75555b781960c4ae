/** The report of one run: what a person looks for first comes first. */
@NullMarked
package dev.rebox.report.run;

import org.jspecify.annotations.NullMarked;
