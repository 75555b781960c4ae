/** The command line: one class a command, which parses, calls the library and prints. No logic. */
@NullMarked
package dev.rebox.cli;

import org.jspecify.annotations.NullMarked;
