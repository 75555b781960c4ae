/** What every server here does with a request before and after its work: who may ask, how much is read, how failures are answered. */
@NullMarked
package dev.rebox.serve.http;

import org.jspecify.annotations.NullMarked;
