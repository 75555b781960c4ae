package dev.rebox.evaluate;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Detections made from the truth: moved, doubled, left out, of another class, of nothing. The generator is the one in
 * {@code src/test/golden/coco_golden.py}, number for number, so that a real case needs only its figures to be kept.
 */
public final class PerturbedTruth {
    private final Dataset truth;
    private final Map<String, List<Detection>> detections = new LinkedHashMap<>();
    private long state;

    private PerturbedTruth(Dataset truth, long seed) {
        this.truth = truth;
        state = seed;
    }

    /** Draws detections, the annotations taken image after image. */
    public static Map<String, List<Detection>> draw(Dataset truth) {
        PerturbedTruth drawing = new PerturbedTruth(truth, 2020);
        for (Example example : truth.examples()) {
            example.annotations().forEach(a -> drawing.perturb(example.id(), a));
        }
        return drawing.detections;
    }

    private void perturb(String image, Annotation a) {
        double x = a.box().x1();
        double y = a.box().y1();
        double w = tidy(a.box().width());
        double h = tidy(a.box().height());
        int times = (int) (next() * 3);
        for (int i = 0; i < times; i++) {
            int label = next() < 0.85 ? a.label() : anyLabel();
            double left = x + (next() - 0.5) * 0.4 * w;
            double top = y + (next() - 0.5) * 0.4 * h;
            say(image, label, left, top, w * (0.8 + 0.4 * next()), h * (0.8 + 0.4 * next()));
        }
        if (next() < 0.4) {
            say(image, anyLabel(), 300.0 * next(), 300.0 * next(), 5.0 + 150.0 * next(), 5.0 + 150.0 * next());
        }
    }

    private void say(String image, int label, double x, double y, double w, double h) {
        double score = (int) (next() * 200) / 200.0;
        detections
                .computeIfAbsent(image, id -> new ArrayList<>())
                .add(new Detection(Box.ofSize(x, y, w, h), label, score));
    }

    private int anyLabel() {
        return 1 + (int) (next() * truth.labels().size());
    }

    /** The width as the file writes it, with two decimals. */
    private static double tidy(double size) {
        return Math.round(size * 100) / 100.0;
    }

    private double next() {
        state = (state * 1103515245L + 12345) % 2147483648L;
        return state / 2147483648.0;
    }
}
