package dev.rebox.box;

/**
 * One object found.
 *
 * @param box where, in pixels of the image that was given to whatever found it: a {@code Predictor} is given the original, a
 *     detector the resized one
 * @param label its class, 1..K (0 is the background and is never detected)
 * @param score its probability, 0..1
 */
public record Detection(Box box, int label, double score) {
    /** The same object in the pixels of another size of the image. */
    public Detection scale(double x, double y) {
        return new Detection(box.scale(x, y), label, score);
    }
}
