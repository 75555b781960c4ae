package dev.rebox.box;

/**
 * One object found.
 *
 * @param box where, in pixels of the original picture
 * @param label its class, 1..K (0 is the background and is never detected)
 * @param score its probability, 0..1
 */
public record Detection(Box box, int label, double score) {}
