package dev.rebox.model;

import dev.rebox.auxiliary.Predictions;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers of the auxiliary heads, picture by picture, until they are scored. */
final class TaskPredictions {
    private record Rows(List<float[]> predicted, List<float[]> labels) {}

    private final Map<String, Rows> tasks = new HashMap<>();

    void add(Map<String, Predictions> answers) {
        answers.forEach((task, answer) -> {
            Rows rows = tasks.computeIfAbsent(task, name -> new Rows(new ArrayList<>(), new ArrayList<>()));
            rows.predicted.addAll(Arrays.asList(answer.predicted()));
            rows.labels.addAll(Arrays.asList(answer.labels()));
        });
    }

    /** The figures of the tasks that have answered. */
    Map<AuxiliaryFigure, Double> scores() {
        Map<AuxiliaryFigure, Double> scores = new EnumMap<>(AuxiliaryFigure.class);
        for (AuxiliaryFigure figure : AuxiliaryFigure.values()) {
            Rows rows = tasks.get(figure.task());
            if (rows != null) {
                scores.put(
                        figure, figure.of(rows.predicted.toArray(float[][]::new), rows.labels.toArray(float[][]::new)));
            }
        }
        return scores;
    }
}
