package dev.rebox.auxiliary;

/**
 * A task's answers beside its labels, for the score of the task.
 *
 * @param predicted [N][C] of N windows, boxes or images
 * @param labels [N][C]
 */
public record Predictions(float[][] predicted, float[][] labels) {
    /** Of images in which the task has nothing to tell. */
    static final Predictions NONE = new Predictions(new float[0][], new float[0][]);

    /** The rows of a packed matrix. */
    static float[][] rows(float[] packed, int rows) {
        int columns = rows == 0 ? 0 : packed.length / rows;
        float[][] split = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(packed, i * columns, split[i], 0, columns);
        }
        return split;
    }
}
