/** The command line: one class a command, which parses, calls the library and prints. No logic. */
package dev.rebox.cli;
