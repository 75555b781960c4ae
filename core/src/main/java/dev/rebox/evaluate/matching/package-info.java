/**
 * What every metric shares: the boxes of one class as plain columns, the order of detections by score, and the curve of
 * precision against recall that hits and misses draw.
 */
@NullMarked
package dev.rebox.evaluate.matching;

import org.jspecify.annotations.NullMarked;
