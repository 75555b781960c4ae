/** Reads folders of LabelMe's JSON files, one for each image. */
@NullMarked
package dev.rebox.data.labelme;

import org.jspecify.annotations.NullMarked;
