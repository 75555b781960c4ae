/** Reads CVAT's own XML ("CVAT for images" and "CVAT for video"). */
@NullMarked
package dev.rebox.data.cvat;

import org.jspecify.annotations.NullMarked;
