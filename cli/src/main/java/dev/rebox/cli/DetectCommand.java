package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.box.Detection;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.NamedImages;
import dev.rebox.data.PassedOver;
import dev.rebox.error.ConfigException;
import dev.rebox.report.drawing.DrawnFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox detect}: what a trained model finds in images. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Finds objects in images with a trained model; with --out draws them.")
final class DetectCommand implements Runnable {
    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "A run folder, or a model.safetensors that training wrote.")
    Path run;

    @Parameters(paramLabel = "IMAGE|DIR", arity = "1..*", description = "Images, or folders of them.")
    List<Path> images;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Draw the images with their detections into this folder.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            description = "The least score, 0 to 1. Default: ${DEFAULT-VALUE}.")
    double threshold;

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document: COCO results with file names.")
    boolean json;

    @Override
    public void run() {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ConfigException("--threshold: " + threshold + " is not between 0 and 1");
        }
        NamedImages.Found asked = NamedImages.search(images);
        int all = asked.images().size() + asked.failures().size();
        UnreadImages unread = new UnreadImages("", all == 1);
        asked.failures().forEach(unread::add);
        if (asked.images().isEmpty()) {
            unread.throwIfAny(all);
        }
        if (!asked.passedOver().isEmpty()) {
            System.err.println("rebox: passed over: " + PassedOver.line(asked.passedOver()));
        }
        List<NamedImages.Named> named = asked.images();
        Map<String, NamedImages.Named> byId = new HashMap<>();
        named.forEach(p -> byId.put(p.example().id(), p));
        DetectionsDocument document = new DetectionsDocument();
        try (Rebox detector = Rebox.load(run, engine.start())) {
            LabelMap labels = detector.labels();
            ImageProgress progress = new ImageProgress(named.size());
            BiConsumer<Example, List<Detection>> tell = (example, scored) -> {
                List<Detection> found =
                        scored.stream().filter(d -> d.score() >= threshold).toList();
                out.ifPresent(folder -> DrawnFile.write(folder, byId.get(example.id()), found, labels));
                if (json) {
                    document.add(example.image(), found, labels);
                } else {
                    print(example.image(), found, labels);
                }
                progress.step();
            };
            List<Example> examples =
                    named.stream().map(NamedImages.Named::example).toList();
            detector.detectAll(examples, tell, unread::add);
        }
        if (json) {
            Json.print(System.out, document.entries());
        }
        unread.throwIfAny(all);
    }

    private static void print(Path file, List<Detection> found, LabelMap labels) {
        System.out.println(file + (found.isEmpty() ? ": nothing found" : ""));
        for (Detection d : found) {
            System.out.printf(
                    Locale.ROOT,
                    "  %.2f  %-20s %7.1f %7.1f %7.1f %7.1f%n",
                    d.score(),
                    labels.name(d.label()),
                    d.box().x1(),
                    d.box().y1(),
                    d.box().x2(),
                    d.box().y2());
        }
    }
}
