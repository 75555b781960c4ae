/** What can go wrong for a user, each with its exit status. The message is one line: what, where, what to do. */
package dev.rebox.error;
