package dev.rebox.bench;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.loader.Sample;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Baseline and method measured on the same image of noise with random boxes, one step of each in turn, so that a slow
 * moment of the machine hits both.
 *
 * @param peakGflops the best measured speed of a convolution in this precision
 * @param workers what 1, 2, 4 and so on workers do, up to as many as there are; empty where there is one
 */
public record Bench(
        Setting setting, int threads, Cost baseline, Cost method, double peakGflops, List<WorkersRate> workers) {
    static final int WARMUPS = 2;

    /**
     * What is measured.
     *
     * @param boxes in the image
     * @param classes K
     * @param regions sampled for the second stage
     * @param steps counted ones
     * @param batch images of a training step where workers are compared
     */
    public record Setting(
            String detector,
            String backbone,
            int height,
            int width,
            int boxes,
            int classes,
            int regions,
            Precision precision,
            int steps,
            int batch,
            Device device) {}

    /** @throws dev.rebox.error.ConfigException for an unknown detector or backbone */
    public static Bench run(Setting setting) {
        Engine.load();
        Config method = config(setting, List.of());
        Config baseline = config(setting, List.of("model.auxiliary=[]", "model.refinement=false"));
        Sample sample = NoiseSample.of(
                setting.width, setting.height, setting.boxes, setting.classes, Tasks.labels(method.model()));
        try (Subject plain = new Subject(baseline, sample, setting.classes);
                Subject full = new Subject(method, sample, setting.classes)) {
            double peak = Peak.gflops(setting.precision);
            for (int i = 0; i < WARMUPS + setting.steps; i++) {
                plain.step();
                full.step();
            }
            for (int i = 0; i < WARMUPS + setting.steps; i++) {
                plain.predict();
                full.predict();
            }
            return new Bench(
                    setting,
                    Workers.count(),
                    plain.cost(WARMUPS, peak),
                    full.cost(WARMUPS, peak),
                    peak,
                    WorkersRate.measured(plain, full, setting));
        }
    }

    private static Config config(Setting setting, List<String> more) {
        List<String> keys = new ArrayList<>(List.of(
                "model.detector=" + setting.detector,
                "model.backbone=" + setting.backbone,
                "train.precision=" + setting.precision.name().toLowerCase(Locale.ROOT),
                "train.regions=" + setting.regions,
                "train.learningRate=1e-5",
                "train.device=" + setting.device.key()));
        keys.addAll(more);
        return ConfigReader.read(keys);
    }
}
