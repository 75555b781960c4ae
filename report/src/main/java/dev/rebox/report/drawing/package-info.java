/** Drawing on images: boxes with captions, detections beside the truth, and the recycled labels of an image. */
@NullMarked
package dev.rebox.report.drawing;

import org.jspecify.annotations.NullMarked;
