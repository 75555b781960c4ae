package dev.rebox.model;

import dev.rebox.data.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which class of a trained detector each class of a new one is: the one of the same name. It moves the rows of layers that
 * answer class by class.
 *
 * @param there K of the trained detector
 * @param from [K + 1] for each label of the new detector the label there, {@value #NEW} where that one has no such class;
 *     the background is the background
 */
record KnownClasses(int there, int[] from) {
    /** A class that the trained detector does not know. */
    static final int NEW = -1;

    static KnownClasses of(LabelMap trained, LabelMap wanted) {
        int[] from = new int[wanted.size() + 1];
        for (int label = 1; label < from.length; label++) {
            int index = trained.names().indexOf(wanted.name(label));
            from[label] = index < 0 ? NEW : index + 1;
        }
        return new KnownClasses(trained.size(), from);
    }

    /** K of the new detector. */
    int here() {
        return from.length - 1;
    }

    /** The names of the new detector's classes that are known, or of those that are not. */
    List<String> names(LabelMap wanted, boolean known) {
        List<String> names = new ArrayList<>();
        for (int label = 1; label < from.length; label++) {
            if (known == (from[label] != NEW)) {
                names.add(wanted.name(label));
            }
        }
        return names;
    }

    /**
     * Layers of logits: one row a label, or several blocks of such rows one after the other, as position-sensitive maps
     * have them.
     *
     * @param trained [blocks * (K there + 1), n]
     * @param fresh [blocks * (K + 1), n] what the rows of new classes keep
     */
    float[] logits(float[] trained, float[] fresh, int blocks) {
        float[] rows = fresh.clone();
        int n = fresh.length / (blocks * from.length);
        for (int block = 0; block < blocks; block++) {
            for (int label = 0; label < from.length; label++) {
                if (from[label] != NEW) {
                    int row = block * (there + 1) + from[label];
                    System.arraycopy(trained, row * n, rows, (block * from.length + label) * n, n);
                }
            }
        }
        return rows;
    }

    /**
     * Layers of box offsets: four rows a class. Where an object lies in its region hardly depends on what it is: a new class
     * starts from the mean of all trained ones.
     *
     * @param trained [blocks * 4 * K there, n]
     * @return [blocks * 4 * K, n]
     */
    float[] offsets(float[] trained, int blocks) {
        int n = trained.length / (blocks * 4 * there);
        float[] rows = new float[blocks * 4 * here() * n];
        float[] mean = new float[4 * n];
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(mean, 0);
            int start = block * there * mean.length;
            for (int i = 0; i < there * mean.length; i++) {
                mean[i % mean.length] += trained[start + i] / there;
            }
            for (int label = 1; label < from.length; label++) {
                int to = (block * here() + label - 1) * mean.length;
                if (from[label] == NEW) {
                    System.arraycopy(mean, 0, rows, to, mean.length);
                } else {
                    System.arraycopy(trained, start + (from[label] - 1) * mean.length, rows, to, mean.length);
                }
            }
        }
        return rows;
    }

    /**
     * The refinement's layer: a row a label, and in each row one column a label for each vector that it sees.
     *
     * @param trained [K there + 1, vectors * (K there + 1)]
     * @param fresh [K + 1, vectors * (K + 1)] what belongs to a new class keeps its value
     */
    float[] refinement(float[] trained, float[] fresh, int vectors) {
        float[] layer = fresh.clone();
        for (int row = 0; row < from.length; row++) {
            for (int column = 0; column < vectors * from.length; column++) {
                int label = from[column % from.length];
                if (from[row] != NEW && label != NEW) {
                    int old = column / from.length * (there + 1) + label;
                    layer[row * vectors * from.length + column] = trained[from[row] * vectors * (there + 1) + old];
                }
            }
        }
        return layer;
    }
}
