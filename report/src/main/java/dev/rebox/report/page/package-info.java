/** The building blocks of a report: escaped HTML, plots as SVG, tables with bars, images; one file without a network. */
package dev.rebox.report.page;
