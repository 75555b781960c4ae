package dev.rebox.data.loader;

/** Numbers as the network takes them. */
final class Floats {
    private Floats() {}

    static float[] of(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
