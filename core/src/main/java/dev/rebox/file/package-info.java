/** Files that are written for users: whole or not at all. */
package dev.rebox.file;
