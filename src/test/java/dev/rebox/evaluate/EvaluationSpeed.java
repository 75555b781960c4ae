package dev.rebox.evaluate;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.evaluate.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times COCO's figures on files, first and warm; {@code src/test/golden/coco_speed.py} calls it beside pycocotools. */
public final class EvaluationSpeed {
    private static final int REPEATS = 5;

    private EvaluationSpeed() {}

    public static void main(String[] files) throws IOException {
        long start = System.nanoTime();
        Dataset truth = Datasets.open(files[0]);
        Map<String, List<Detection>> detections = ResultsFile.read(Path.of(files[1]), truth);
        double read = seconds(start);
        for (int i = 0; i < REPEATS; i++) {
            start = System.nanoTime();
            Evaluation evaluation = Evaluation.of(truth, detections, Evaluation.Metric.COCO);
            System.out.printf(
                    Locale.ROOT,
                    "Rebox, %s: read %.2f s, evaluate %.2f s, peak %s, AP %.12f%n",
                    i == 0 ? "first" : "again",
                    read,
                    seconds(start),
                    peak(),
                    evaluation.coco().ap());
        }
    }

    /** The largest amount of memory that the process ever held, by Linux's account. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
