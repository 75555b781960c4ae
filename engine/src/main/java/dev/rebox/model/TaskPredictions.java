package dev.rebox.model;

import dev.rebox.auxiliary.Predictions;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.TaskDescription;
import dev.rebox.evaluate.auxiliary.TaskDescriptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of the auxiliary heads, image by image, until they are scored. */
final class TaskPredictions {
    private record Rows(List<float[]> predicted, List<float[]> labels) {}

    private final Map<String, Rows> tasks = new LinkedHashMap<>();

    void add(Map<String, Predictions> answers) {
        answers.forEach((task, answer) -> {
            Rows rows = tasks.computeIfAbsent(task, name -> new Rows(new ArrayList<>(), new ArrayList<>()));
            rows.predicted.addAll(Arrays.asList(answer.predicted()));
            rows.labels.addAll(Arrays.asList(answer.labels()));
        });
    }

    /** The figures of the tasks that have answered. */
    Map<AuxiliaryFigure, Double> scores() {
        Map<AuxiliaryFigure, Double> scores = new LinkedHashMap<>();
        for (TaskDescription task : TaskDescriptions.all()) {
            Rows rows = tasks.get(task.name());
            if (rows != null) {
                float[][] predicted = rows.predicted.toArray(float[][]::new);
                float[][] labels = rows.labels.toArray(float[][]::new);
                task.figures().forEach(figure -> scores.put(figure, figure.of(predicted, labels)));
            }
        }
        return scores;
    }
}
