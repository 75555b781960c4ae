package dev.rebox.bench;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.tensor.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each set of tasks costs: medians of a training step and of a prediction, taken in turn. Arguments: counted steps (10), then
 * settings, such as {@code model.refineFloor=0}, with which every proposal is refined; an untrained network wants few.
 */
public final class TaskCosts {
    private static final int WARMUPS = 2;
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int BOXES = 8;
    private static final int CLASSES = 20;

    private TaskCosts() {}

    /** The settings of an arm, as in the arms of studies. */
    private static Map<String, List<String>> arms() {
        Map<String, List<String>> arms = new LinkedHashMap<>();
        String paper = "multi_object, closeness, foreground";
        arms.put("baseline", List.of("auxiliary=[]", "refinement=false"));
        arms.put("borders", List.of("auxiliary=[borders]", "refinement=false", "boxRefinement=true"));
        arms.put("overlap", List.of("auxiliary=[overlap]", "refinement=false", "boxRefinement=true"));
        arms.put("full", List.of("auxiliary=[" + paper + "]"));
        arms.put("full-borders", List.of("auxiliary=[" + paper + ", borders]", "boxRefinement=true"));
        return arms;
    }

    public static void main(String[] args) {
        Engine.load();
        int steps = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Map<String, Subject> subjects = new LinkedHashMap<>();
        arms().forEach((name, settings) -> {
            List<String> all = new ArrayList<>(settings);
            all.addAll(List.of("anchorBase=128", "regions=64", "learningRate=1e-5", "device=cpu"));
            all.addAll(List.of(args).subList(Math.min(1, args.length), args.length));
            Config config = ConfigReader.read(all);
            subjects.put(
                    name,
                    new Subject(
                            config,
                            NoiseSample.of(WIDTH, HEIGHT, BOXES, CLASSES, Tasks.labels(config.model())),
                            CLASSES));
        });
        for (int i = 0; i < WARMUPS + steps; i++) {
            subjects.values().forEach(Subject::step);
        }
        for (int i = 0; i < WARMUPS + steps; i++) {
            subjects.values().forEach(Subject::predict);
        }
        subjects.forEach((name, subject) -> {
            Cost cost = subject.cost(WARMUPS, 1);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s step %5.0f ms   prediction %5.0f ms%n",
                    name,
                    1000 * cost.trainStep().seconds(),
                    1000 * cost.prediction().seconds());
            subject.close();
        });
    }
}
