/**
 * Regions of images and how they are cut out of the feature map: what the detector and the auxiliary tasks share.
 */
@NullMarked
package dev.rebox.region;

import org.jspecify.annotations.NullMarked;
