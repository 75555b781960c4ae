/** The report of one run: what a person looks for first comes first. */
package dev.rebox.report.run;
