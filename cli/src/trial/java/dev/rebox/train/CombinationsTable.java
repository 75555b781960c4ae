package dev.rebox.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every detector on every backbone, with every task and refinement, as a user would run it: 200 steps, killed after the
 * checkpoint of step 100 and resumed, then evaluated on some test images and asked for one image's objects. Writes a table.
 *
 * <p>Arguments: the training set, the test set, an image, the file to write, and {@code backbone=weights} for each
 * backbone that has some, other settings, and {@code only=NAME} for one backbone alone. A row that was written before is kept.
 */
public final class CombinationsTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STEPS = 200;
    private static final int WINDOW = 40;
    private static final List<String> BACKBONES =
            List.of("mobilenet_v1", "resnet18", "resnet50", "resnet101", "inception_resnet_v2");
    private static final String HEADER = """
            | detector | backbone | loss, steps 1 to 40 | loss, steps 161 to 200 | invalid values | seconds a step | peak memory | COCO AP50 of the few test images | objects found in one image |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Path folder;
    private final List<String> arguments;

    private CombinationsTable(Path folder, List<String> arguments) {
        this.folder = folder;
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws IOException {
        CombinationsTable table =
                new CombinationsTable(Files.createTempDirectory("rebox-combinations"), List.of(arguments));
        Path file = Path.of(arguments[3]);
        StringBuilder text = new StringBuilder(Files.exists(file) ? Files.readString(file) : HEADER);
        for (String backbone : BACKBONES) {
            for (String detector : List.of("faster_rcnn", "rfcn")) {
                String start = "| " + detector + " | " + backbone + " |";
                if (table.setting("only").map(backbone::equals).orElse(true) && text.indexOf(start) < 0) {
                    text.append(start).append(table.row(detector, backbone)).append('\n');
                    AtomicFile.write(file, text.toString());
                    System.out.println(text);
                }
            }
        }
    }

    private Optional<String> setting(String key) {
        return arguments.stream()
                .filter(a -> a.startsWith(key + "="))
                .map(a -> a.substring(key.length() + 1))
                .findFirst();
    }

    private String row(String detector, String backbone) throws IOException {
        Path run = folder.resolve(detector + "-" + backbone);
        List<String> command = new ArrayList<>(List.of(
                "train",
                "data.train=" + absolute(arguments.get(0)),
                "out=" + run,
                "detector=" + detector,
                "backbone=" + backbone,
                "steps=" + STEPS,
                "logEvery=" + WINDOW / 2,
                "checkpointEvery=" + STEPS / 2));
        setting(backbone).ifPresent(weights -> command.add("model.weights=" + absolute(weights)));
        arguments.stream()
                .skip(4)
                .filter(a -> !a.startsWith("only=") && BACKBONES.stream().noneMatch(b -> a.startsWith(b + "=")))
                .forEach(command::add);

        TrainingProcess cut = TrainingProcess.rebox(folder, command);
        long peak = untilItEndsOr(cut, run.resolve("checkpoints/step-%09d.safetensors".formatted(STEPS / 2)));
        cut.kill();
        command.add("resume=true");
        TrainingProcess resumed = TrainingProcess.rebox(folder, command);
        peak = Math.max(peak, untilItEndsOr(resumed, run.resolve("none")));
        expectSuccess(resumed);
        if (!resumed.output().contains("Going on from step " + STEPS / 2)) {
            throw new AssertionError("not resumed:\n" + resumed.output());
        }

        JsonNode metrics = answer("evaluate", "--run=" + run, "--truth=" + absolute(arguments.get(1)), "--json");
        JsonNode found = answer("detect", "--run=" + run, absolute(arguments.get(2)), "--json");
        List<JsonNode> log;
        try (Stream<String> lines = Files.lines(run.resolve("log.jsonl"))) {
            log = lines.map(CombinationsTable::json)
                    .filter(l -> l.has("losses"))
                    .toList();
        }
        boolean finite =
                log.stream().allMatch(l -> Double.isFinite(l.get("total").asDouble(Double.NaN)));
        double seconds = log.stream()
                .mapToDouble(l -> l.get("seconds").asDouble())
                .sorted()
                .skip(log.size() / 2)
                .findFirst()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                " %.2f | %.2f | %s | %.2f | %,d MB | %s | %s |",
                mean(log.subList(0, 2)),
                mean(log.subList(log.size() - 2, log.size())),
                finite ? "none" : "**yes**",
                seconds,
                peak >> 20,
                percent(metrics),
                found.findValues("score").size());
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    private static String percent(JsonNode metrics) {
        JsonNode ap50 = metrics.findValue("AP50");
        return ap50 == null ? "?" : String.format(Locale.ROOT, "%.1f", ap50.asDouble() * 100);
    }

    private static double mean(List<JsonNode> lines) {
        return lines.stream()
                .mapToDouble(l -> l.get("total").asDouble())
                .average()
                .orElseThrow();
    }

    /** The most memory it had. */
    private static long untilItEndsOr(TrainingProcess process, Path file) {
        long peak = 0;
        while (process.alive() && !Files.exists(file)) {
            peak = Math.max(peak, process.peakMemory());
            TrainingProcess.pause(200);
        }
        return peak;
    }

    private JsonNode answer(String... command) {
        TrainingProcess process = TrainingProcess.rebox(folder, List.of(command));
        untilItEndsOr(process, folder.resolve("none"));
        expectSuccess(process);
        return process.output()
                .lines()
                .filter(line -> line.startsWith("{") || line.startsWith("["))
                .map(CombinationsTable::json)
                .findFirst()
                .orElseThrow();
    }

    private static void expectSuccess(TrainingProcess process) {
        if (process.exit() != 0) {
            throw new AssertionError(process.output());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
