package dev.rebox.study;

import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.run.LogLine;
import dev.rebox.run.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a run cost.
 *
 * @param step seconds of a training step, the median over the log's lines (each a mean over some steps)
 * @param prediction seconds to find the objects in one decoded image, the median
 * @param training seconds of all steps together
 */
record RunTimes(double step, double prediction, double training) {
    private static final int IMAGES = 30;
    private static final int WARM_UP = 3;

    static RunTimes of(RunFolder run, Dataset test, Device device) {
        List<Double> steps = new ArrayList<>();
        double training = 0;
        long before = 0;
        for (LogLine line : LogLine.read(run.log())) {
            if (line instanceof LogLine.Steps logged) {
                steps.add(logged.seconds());
                training += logged.seconds() * (logged.step() - before);
                before = logged.step();
            }
        }
        return new RunTimes(median(steps), prediction(run, test, device), training);
    }

    private static double prediction(RunFolder run, Dataset test, Device device) {
        try (Model model = Model.load(run.model(), device)) {
            return prediction(model, test, IMAGES);
        }
    }

    /** Seconds to find the objects in one decoded image, the median over some of a test set, after a few more. */
    static double prediction(Model model, Dataset test, int counted) {
        List<Double> seconds = new ArrayList<>();
        Predictor predictor = new Predictor(model);
        int images = Math.min(WARM_UP + counted, test.examples().size());
        for (int i = 0; i < images; i++) {
            RgbImage image = ImageDecoder.read(test.examples().get(i).image());
            long began = System.nanoTime();
            predictor.detect(image);
            if (i >= Math.min(WARM_UP, images - 1)) {
                seconds.add((System.nanoTime() - began) / 1e9);
            }
        }
        return median(seconds);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(d -> d).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1
                        ? sorted[half]
                        : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }
}
