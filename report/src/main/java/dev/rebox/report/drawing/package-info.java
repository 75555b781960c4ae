/** Drawing on images: boxes with captions, detections beside the truth, and the recycled labels of an image. */
package dev.rebox.report.drawing;
