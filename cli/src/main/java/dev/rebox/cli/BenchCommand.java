package dev.rebox.cli;

import dev.rebox.bench.Bench;
import dev.rebox.bench.Cost;
import dev.rebox.bench.WorkersRate;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures training and prediction on this machine: baseline and method, and where the time goes.")
final class BenchCommand implements Runnable {
    @Option(
            names = "--backbone",
            defaultValue = "mobilenet_v1",
            paramLabel = "NAME",
            description = "Default: ${DEFAULT-VALUE}.")
    private String backbone;

    @Option(
            names = "--detector",
            defaultValue = "faster_rcnn",
            paramLabel = "NAME",
            description = "faster_rcnn or rfcn. Default: ${DEFAULT-VALUE}.")
    private String detector;

    @Option(names = "--height", defaultValue = "600", description = "Pixels. Default: ${DEFAULT-VALUE}.")
    private int height;

    @Option(names = "--width", defaultValue = "800", description = "Pixels. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(names = "--boxes", defaultValue = "8", description = "In the image. Default: ${DEFAULT-VALUE}.")
    private int boxes;

    @Option(names = "--classes", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(
            names = "--regions",
            defaultValue = "256",
            description = "That a training step samples. Default: ${DEFAULT-VALUE}.")
    private int regions;

    @Option(names = "--precision", description = "${COMPLETION-CANDIDATES}. Default: the fastest of the machine.")
    private @Nullable Precision precision;

    @Option(
            names = "--steps",
            defaultValue = "10",
            description = "Measured ones, after two more. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--batch",
            defaultValue = "2",
            description = "Images of a training step where numbers of workers are compared. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        if (height < 64
                || width < 64
                || IntStream.of(boxes, classes, regions, steps, batch).anyMatch(number -> number < 1)) {
            throw new ConfigException("--height " + height + " --width " + width + ": an image has at least 64 pixels a"
                    + " side; --boxes, --classes, --regions and --steps are at least 1.");
        }
        Bench bench = Bench.run(new Bench.Setting(
                detector,
                backbone,
                height,
                width,
                boxes,
                classes,
                regions,
                precision == null ? Precision.fastest() : precision,
                steps,
                batch,
                engine.start()));
        if (json) {
            Json.print(System.out, document(bench));
        } else {
            System.out.print(text(bench));
        }
    }

    private static Map<String, Object> document(Bench bench) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("backbone", bench.setting().backbone());
        document.put("detector", bench.setting().detector());
        document.put("height", bench.setting().height());
        document.put("width", bench.setting().width());
        document.put("precision", name(bench));
        document.put("threads", bench.threads());
        document.put("baseline", document(bench.baseline()));
        document.put("method", document(bench.method()));
        document.put("peak_gflops", bench.peakGflops());
        document.put("share", bench.baseline().trainStep().share());
        document.put("batch", bench.setting().batch());
        document.put("workers", bench.workers());
        return document;
    }

    private static Map<String, Object> document(Cost cost) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("train_step_s", cost.trainStep().seconds());
        document.put("predict_s", cost.prediction().seconds());
        document.put("train_step", cost.trainStep());
        document.put("predict", cost.prediction());
        return document;
    }

    private static String name(Bench bench) {
        return bench.setting().precision().name().toLowerCase(Locale.ROOT);
    }

    /** The tables for people. */
    static String text(Bench bench) {
        String title = format(
                "%s on %s, %d x %d, %s, %d thread%s; convolution peak %.0f GFLOP/s%n",
                bench.setting().detector(),
                bench.setting().backbone(),
                bench.setting().height(),
                bench.setting().width(),
                name(bench),
                bench.threads(),
                bench.threads() == 1 ? "" : "s",
                bench.peakGflops());
        return title
                + text(
                        "training step",
                        bench.baseline().trainStep(),
                        bench.method().trainStep())
                + text(
                        "prediction",
                        bench.baseline().prediction(),
                        bench.method().prediction())
                + workers(bench);
    }

    /** Images a second with each number of workers, and how many times those of one worker. */
    private static String workers(Bench bench) {
        if (bench.workers().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(format("%n%-26s%10s%22s%n", "images a second", "baseline", "method"));
        rates(text, "training, steps of " + bench.setting().batch(), bench, WorkersRate.Rates::training);
        rates(text, "prediction, many images", bench, WorkersRate.Rates::many);
        rates(text, "prediction, one image", bench, WorkersRate.Rates::one);
        return text.toString();
    }

    private static void rates(StringBuilder text, String title, Bench bench, ToDoubleFunction<WorkersRate.Rates> rate) {
        text.append(format("  %s%n", title));
        WorkersRate first = bench.workers().get(0);
        for (WorkersRate one : bench.workers()) {
            double baseline = rate.applyAsDouble(one.baseline());
            double method = rate.applyAsDouble(one.method());
            text.append(format(
                    "    %-18s%10.1f (%.2f times)%9.1f (%.2f times)%n",
                    one.workers() + (one.workers() == 1 ? " worker" : " workers"),
                    baseline,
                    baseline / rate.applyAsDouble(first.baseline()),
                    method,
                    method / rate.applyAsDouble(first.method())));
        }
    }

    private static String text(String title, Cost.Part baseline, Cost.Part method) {
        StringBuilder text = new StringBuilder(format("%n%-16s%12s%12s%n", title, "baseline", "method"));
        method.stages()
                .keySet()
                .forEach(stage -> text.append(
                        format("  %-14s%s%s%n", stage, milliseconds(baseline, stage), milliseconds(method, stage))));
        return text.append(format(
                        "%-16s%9.1f ms%9.1f ms (%.2f times)%n",
                        "  together",
                        1e3 * baseline.seconds(),
                        1e3 * method.seconds(),
                        method.seconds() / baseline.seconds()))
                .append(format(
                        "%-16s%12.1f%12.1f%n",
                        "  10^9 mult-adds", baseline.multiplyAdds() / 1e9, method.multiplyAdds() / 1e9))
                .append(format(
                        "%-16s%10.0f %%%10.0f %%%n", "  of the peak", 100 * baseline.share(), 100 * method.share()))
                .toString();
    }

    private static String milliseconds(Cost.Part part, String stage) {
        Cost.Stage found = part.stages().get(stage);
        return found == null ? format("%12s", "") : format("%9.1f ms", 1e3 * found.seconds());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
