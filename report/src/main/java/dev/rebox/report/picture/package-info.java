/** Drawing on pictures: boxes with captions, detections beside the truth, and the recycled labels of a picture. */
package dev.rebox.report.picture;
