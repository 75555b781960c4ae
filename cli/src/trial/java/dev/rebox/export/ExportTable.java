package dev.rebox.export;

import dev.rebox.Rebox;
import dev.rebox.box.Detection;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.detector.DetectionLimits;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.export.runtime.OnnxDetector;
import dev.rebox.model.Model;
import dev.rebox.run.RunFolder;
import dev.rebox.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A long trial: every detector on every backbone, plain and refined, is trained for a few steps, exported, and compared with
 * the engine on 30 images in three sizes; prints a line of a table for each.
 *
 * <p>Arguments: TRAINING-SET TEST-SET FOLDER STEPS [BACKBONE ...].
 */
public final class ExportTable {
    private static final int IMAGES = 30;
    private static final int[] SHORTER_SIDES = {160, 240, 320};

    private ExportTable() {}

    public static void main(String[] args) throws IOException {
        Rebox.threads(1);
        List<String> backbones = args.length > 4
                ? Arrays.asList(args).subList(4, args.length)
                : List.of("mobilenet_v1", "resnet18", "resnet50", "resnet101", "inception_resnet_v2");
        for (String backbone : backbones) {
            for (String detector : List.of("faster_rcnn", "rfcn")) {
                for (boolean refined : new boolean[] {false, true}) {
                    Path folder = Path.of(args[2], backbone + "-" + detector + (refined ? "-refined" : "-plain"));
                    row(args[0], args[1], folder, args[3], backbone, detector, refined);
                }
            }
        }
        Runtime.getRuntime().halt(0); // the engine's destructors need not run
    }

    private static void row(
            String train, String test, Path run, String steps, String backbone, String detector, boolean refined)
            throws IOException {
        if (!Files.isRegularFile(run.resolve("model.safetensors"))) {
            List<String> settings = new ArrayList<>(List.of(
                    "data.train=" + train,
                    "backbone=" + backbone,
                    "detector=" + detector,
                    "steps=" + steps,
                    "shorterSide=240",
                    "longerSide=480",
                    "anchorBase=96",
                    "optimizer=adamw",
                    "learningRate=0.0005",
                    "regions=64",
                    "checkpointEvery=0",
                    "out=" + run));
            settings.addAll(
                    refined ? List.of("auxiliary=[multi_object,closeness]") : List.of("auxiliary=[]", "refinement=false"));
            Rebox.train(settings.toArray(String[]::new));
        }
        Path file = run.resolve("model.onnx");
        try (Model model = RunFolder.loadModel(run, Device.CPU)) {
            Exporter.write(model, Map.of(), file, ExportOptions.STANDARD);
            Dataset all = Rebox.open(test).alignedTo(model.labels());
            Dataset truth = all.withExamples(all.examples().subList(0, Math.min(IMAGES, all.examples().size())));
            measure(model, file, truth, backbone + " | " + detector + " | " + (refined ? "refined" : "plain"));
        }
        Files.delete(file);
    }

    private static void measure(Model model, Path file, Dataset truth, String name) throws IOException {
        float[] floors = new float[model.labels().size()];
        Arrays.fill(floors, DetectionLimits.SCORE_FLOOR);
        SetComparison comparison = new SetComparison(floors);
        Map<String, List<Detection>> own = new LinkedHashMap<>();
        Map<String, List<Detection>> exported = new LinkedHashMap<>();
        double[] ownTimes = new double[truth.examples().size()];
        double[] exportedTimes = new double[ownTimes.length];
        List<String> differences = new ArrayList<>();
        try (OnnxDetector onnx = OnnxDetector.open(file, 1)) {
            for (int i = 0; i < ownTimes.length; i++) {
                Example example = truth.examples().get(i);
                RgbImage image = ImageDecoder.read(example.image());
                int side = SHORTER_SIDES[i % SHORTER_SIDES.length];
                ResizeRule.Target target = new ResizeRule(side, 2 * side).of(image.width(), image.height());
                RgbImage resized = image.resize(target.width(), target.height());
                long begin = System.nanoTime();
                List<Detection> a = model.detector().detect(List.of(resized), Precision.FLOAT32).get(0);
                long middle = System.nanoTime();
                List<Detection> b = onnx.detectResized(resized);
                ownTimes[i] = (middle - begin) / 1e6;
                exportedTimes[i] = (System.nanoTime() - middle) / 1e6;
                Optional<String> difference = comparison.add(a, b);
                difference.ifPresent(differences::add);
                own.put(example.id(), original(a, target));
                exported.put(example.id(), original(b, target));
            }
        }
        double ap = 100 * Evaluation.of(truth, own).requireVoc().map();
        double exportedAp = 100 * Evaluation.of(truth, exported).requireVoc().map();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.1e | %.1e | %.2f | %.4f | %.0f | %.0f | %.0f |%n",
                name,
                comparison.detections(),
                differences.size(),
                comparison.excused(),
                comparison.worstScore(),
                comparison.worstBox(),
                ap,
                Math.abs(ap - exportedAp),
                Files.size(file) / 1e6,
                median(ownTimes),
                median(exportedTimes));
        differences.forEach(System.out::println);
    }

    private static List<Detection> original(List<Detection> found, ResizeRule.Target target) {
        return found.stream()
                .map(d -> d.scale(1 / target.scaleX(), 1 / target.scaleY()))
                .toList();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
