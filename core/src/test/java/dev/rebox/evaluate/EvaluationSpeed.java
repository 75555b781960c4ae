package dev.rebox.evaluate;

import com.sun.management.OperatingSystemMXBean;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.evaluate.results.ResultsFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
        Moment start = Moment.now();
        Dataset truth = Datasets.open(files[0]);
        Map<String, List<Detection>> detections = ResultsFile.read(Path.of(files[1]), truth, left -> {});
        String read = start.since();
        for (int i = 0; i < REPEATS; i++) {
            start = Moment.now();
            Evaluation evaluation = Evaluation.of(truth, detections, Evaluation.Metric.COCO);
            System.out.printf(
                    Locale.ROOT,
                    "Rebox, %s: read %s, evaluate %s, peak %s, AP %.12f%n",
                    i == 0 ? "first" : "again",
                    read,
                    start.since(),
                    peak(),
                    evaluation.coco().ap());
        }
    }

    /** @param wall nanoseconds @param processor nanoseconds of all threads, those of the compiler and the collector too */
    private record Moment(long wall, long processor) {
        static Moment now() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Moment(System.nanoTime(), system.getProcessCpuTime());
        }

        String since() {
            Moment now = now();
            return String.format(
                    Locale.ROOT,
                    "%.2f s (processor %.2f s)",
                    (now.wall - wall) / 1e9,
                    (now.processor - processor) / 1e9);
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
}
