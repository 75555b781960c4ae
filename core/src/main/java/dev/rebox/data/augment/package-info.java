/**
 * Augmentation: what training may do to an image so that it never sees the same one twice. Boxes follow the pixels, and labels
 * are recycled from the boxes as they are then. All chance is handed in, so that an image of an epoch is the same in every run.
 */
@NullMarked
package dev.rebox.data.augment;

import org.jspecify.annotations.NullMarked;
