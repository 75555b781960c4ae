package dev.rebox.evaluate.auxiliary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.ToDoubleBiFunction;

/**
 * A figure by which an auxiliary head is measured: 0..1, or -1 where there was nothing to tell. In JSON it is its key, and
 * two with the same key are the same.
 *
 * @param key in JSON documents: {@code closenessTop1}
 * @param title for people: {@code closeness top-1}
 * @param meaning what the task tells, in a few words
 * @param score of [N][C] predictions, as the task gives them, and their [N][C] labels
 */
public record AuxiliaryFigure(
        @JsonValue String key, String title, String meaning, ToDoubleBiFunction<float[][], float[][]> score) {

    /** That of a known task; of another, as a newer program may have written it, its key alone. */
    @JsonCreator
    public static AuxiliaryFigure named(String key) {
        return TaskDescriptions.figures().stream()
                .filter(figure -> figure.key.equals(key))
                .findFirst()
                .orElseGet(() -> new AuxiliaryFigure(key, key, "", (predicted, labels) -> -1));
    }

    /** Measures. @param predicted [N][C] @param labels [N][C] */
    public double of(float[][] predicted, float[][] labels) {
        return score.applyAsDouble(predicted, labels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuxiliaryFigure figure && figure.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
