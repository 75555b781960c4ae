/** The building blocks of a report: escaped HTML, plots as SVG, tables with bars, images; one file without a network. */
@NullMarked
package dev.rebox.report.page;

import org.jspecify.annotations.NullMarked;
