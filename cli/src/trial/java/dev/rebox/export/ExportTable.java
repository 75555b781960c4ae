package dev.rebox.export;

import dev.rebox.Rebox;
import dev.rebox.box.Detection;
import dev.rebox.config.Device;
import dev.rebox.data.Annotation;
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
 * A long trial: every detector on every backbone, plain and refined, as chance made it ({@link SpreadModels}), is exported and
 * compared with the engine on real images in three sizes, one thread each, in turn; prints a line of a table for each. With RUN
 * in place of backbones: that trained detector.
 *
 * <p>Arguments: DATASET FOLDER [BACKBONE ... | RUN].
 */
public final class ExportTable {
    private static final int IMAGES = 30;
    private static final int[] SHORTER_SIDES = {96, 160, 224};
    /** The surest detections of the engine in an image, which are the truth that the exported file is measured by. */
    private static final int SUREST = 10;

    private ExportTable() {}

    public static void main(String[] args) throws IOException {
        Rebox.threads(1);
        Path folder = Path.of(args[1]);
        if (args.length > 2 && Files.isDirectory(Path.of(args[2]))) {
            try (Model model = RunFolder.loadModel(Path.of(args[2]), Device.CPU)) {
                row(model, args[0], folder, args[2]);
            }
            Runtime.getRuntime().halt(0); // the engine's destructors need not run
        }
        List<String> backbones = args.length > 2
                ? Arrays.asList(args).subList(2, args.length)
                : List.of("mobilenet_v1", "resnet18", "resnet50", "resnet101", "inception_resnet_v2");
        for (String backbone : backbones) {
            for (String detector : List.of("faster_rcnn", "rfcn")) {
                for (boolean refined : new boolean[] {false, true}) {
                    try (Model model = SpreadModels.create(
                            folder.resolve("scenes"),
                            "backbone=" + backbone,
                            "detector=" + detector,
                            "proposals=40",
                            refined ? "auxiliary=[multi_object,closeness]" : "auxiliary=[]",
                            "refinement=" + refined,
                            "refinementStart=0.1")) {
                        row(model, args[0], folder, backbone + " | " + detector + " | " + (refined ? "refined" : "plain"));
                    }
                }
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void row(Model model, String test, Path folder, String name) throws IOException {
        Path file = folder.resolve("model.onnx");
        Exporter.write(model, Map.of(), file, ExportOptions.STANDARD);
        Dataset all = Rebox.open(test);
        List<Example> examples = all.examples().subList(0, Math.min(IMAGES, all.examples().size()));
        measure(model, file, new Dataset(all.name(), all.format(), model.labels(), examples), name);
        Files.delete(file);
    }

    private static void measure(Model model, Path file, Dataset truth, String name) throws IOException {
        float[] floors = new float[model.labels().size()];
        Arrays.fill(floors, DetectionLimits.SCORE_FLOOR);
        SetComparison comparison = new SetComparison(floors, model.config().model().nms());
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
        Dataset surest = surest(truth, own);
        double ap = 100 * Evaluation.of(surest, own).requireVoc().map();
        double exportedAp = 100 * Evaluation.of(surest, exported).requireVoc().map();
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

    private static Dataset surest(Dataset images, Map<String, List<Detection>> found) {
        return images.withExamples(images.examples().stream()
                .map(e -> e.withAnnotations(found.getOrDefault(e.id(), List.of()).stream()
                        .limit(SUREST)
                        .map(d -> Annotation.of(d.box(), d.label()))
                        .toList()))
                .toList());
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
