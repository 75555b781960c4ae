/** Reads Label Studio's JSON exports, full and minimal. */
@NullMarked
package dev.rebox.data.labelstudio;

import org.jspecify.annotations.NullMarked;
