/** What can go wrong for a user, each with its exit status. The message is one line: what, where, what to do. */
@NullMarked
package dev.rebox.error;

import org.jspecify.annotations.NullMarked;
