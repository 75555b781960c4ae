package dev.rebox.evaluate.compare;

import dev.rebox.data.Annotation;
import dev.rebox.evaluate.errors.Mistake;

/**
 * An object that one set of detections finds and the other does not.
 *
 * @param truth the object
 * @param mistake the other's error about it: the wrong class, the wrong place, or missed
 */
public record FoundByOne(String imageId, Annotation truth, Mistake mistake) {}
