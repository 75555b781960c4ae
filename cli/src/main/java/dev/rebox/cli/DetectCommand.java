package dev.rebox.cli;

import static java.util.Objects.requireNonNull;

import dev.rebox.ObjectDetector;
import dev.rebox.TiledDetector;
import dev.rebox.box.Detection;
import dev.rebox.box.tile.Tiling;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import dev.rebox.data.NamedImages;
import dev.rebox.error.ConfigException;
import dev.rebox.error.ReboxException;
import dev.rebox.evaluate.results.DetectionsDocument;
import dev.rebox.export.Detectors;
import dev.rebox.report.drawing.DrawnFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox detect}: what a trained model finds in images. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Finds objects in images with a trained model; with --out draws them.")
final class DetectCommand implements Callable<Integer> {
    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "A run folder, a model.safetensors that training wrote, or an exported .onnx file.")
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
            paramLabel = "SCORE",
            description = "The least score, 0 to 1. Default: those that 'rebox thresholds' chose, else 0.5.")
    Optional<Double> threshold = Optional.empty();

    @Option(
            names = "--tiles",
            paramLabel = "PIXELS",
            description = "Look at large images in tiles of this side, and at the whole: finds smaller objects.")
    Optional<Integer> tiles = Optional.empty();

    @Option(
            names = "--overlap",
            defaultValue = "0.2",
            paramLabel = "SHARE",
            description = "How much of a side neighbouring tiles have in common. Default: ${DEFAULT-VALUE}.")
    double overlap;

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document: COCO results with file names.")
    boolean json;

    @Override
    public Integer call() {
        threshold.ifPresent(t -> {
            if (!(t >= 0 && t <= 1)) {
                throw new ConfigException("--threshold: " + t + " is not between 0 and 1");
            }
        });
        Optional<Tiling> tiling = tiling();
        NamedImages.Found asked = NamedImages.search(images);
        List<NamedImages.Named> named = asked.images();
        UnreadImages unread = new UnreadImages();
        if (named.isEmpty() && asked.failures().size() == 1) {
            throw asked.failures().get(0);
        }
        asked.failures().forEach(unread::add);
        if (named.isEmpty()) {
            return unread.end();
        }
        if (!asked.passedOver().isEmpty()) {
            System.err.println("rebox: passed over: " + ImageFiles.PassedOver.line(asked.passedOver()));
        }
        Map<String, NamedImages.Named> byId = new HashMap<>();
        named.forEach(p -> byId.put(p.example().id(), p));
        DetectionsDocument document = new DetectionsDocument();
        // Told before the work begins.
        out.ifPresent(folder -> named.forEach(image -> DrawnFile.refuseOverwriting(folder, image)));
        Drawing drawing = new Drawing(out);
        try (ObjectDetector detector = open(tiling)) {
            LabelMap labels = detector.labels();
            ImageProgress progress = new ImageProgress(named.size());
            detector.detectAll(
                    named.stream().map(NamedImages.Named::example).toList(),
                    (example, all) -> {
                        List<Detection> found = all.stream()
                                .filter(d -> d.score() >= threshold.orElseGet(() -> detector.leastScore(d.label())))
                                .toList();
                        if (json) {
                            document.add(example.image(), found, labels);
                        } else {
                            print(example.image(), found, labels);
                        }
                        drawing.draw(requireNonNull(byId.get(example.id())), found, labels);
                        progress.step();
                    },
                    (example, e) -> {
                        unread.add(e);
                        progress.step();
                    });
        }
        if (json) {
            Json.print(System.out, document.entries());
        }
        drawing.end();
        return unread.end();
    }

    private Optional<Tiling> tiling() {
        try {
            return tiles.map(side -> new Tiling(side, overlap));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--tiles: " + e.getMessage());
        }
    }

    private ObjectDetector open(Optional<Tiling> tiling) {
        ObjectDetector detector = Detectors.open(run, engine.start());
        return tiling.<ObjectDetector>map(t -> new TiledDetector(detector, t)).orElse(detector);
    }

    /** Draws as long as it can: results are printed all the same where it cannot. */
    private static final class Drawing {
        private final Optional<Path> folder;
        private @Nullable ReboxException failure;

        Drawing(Optional<Path> folder) {
            this.folder = folder;
        }

        void draw(NamedImages.Named image, List<Detection> found, LabelMap labels) {
            if (folder.isPresent() && failure == null) {
                try {
                    DrawnFile.write(folder.get(), image, found, labels);
                } catch (ReboxException e) {
                    failure = e;
                }
            }
        }

        void end() {
            if (failure != null) {
                throw failure;
            }
        }
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
