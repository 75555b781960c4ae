package dev.rebox.export;

import dev.rebox.box.Detection;
import dev.rebox.config.Device;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.export.graph.OnnxFile;
import dev.rebox.export.network.DetectorGraph;
import dev.rebox.export.runtime.OnnxDetector;
import dev.rebox.file.AtomicFile;
import dev.rebox.model.Model;
import dev.rebox.run.RunFolder;
import dev.rebox.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a trained detector as an ONNX file, and keeps it only if it finds what the detector finds. */
public final class Exporter {
    private static final int GENERATED = 3;
    private static final long SEED = 1;

    private Exporter() {}

    /**
     * What was written.
     *
     * @param bytes of the file
     * @param metadata that it holds
     * @param checked images on which it was compared with the engine
     * @param detections of the engine on them, which were compared; where there are none, nothing was
     * @param belowThreshold whether none of these has the least score that was asked for: then the file was compared as it is
     *     without that score
     * @param ties those of both that the other lacks, where equal scores or the least score let rounding decide
     * @param worstScore the largest difference of a score
     * @param worstBox the largest difference of a box's side, pixels of the resized image
     */
    public record Result(
            Path file,
            int opset,
            long bytes,
            ExportMetadata metadata,
            int checked,
            int detections,
            boolean belowThreshold,
            int ties,
            double worstScore,
            double worstBox) {
        private Result withComparison(Result below) {
            return new Result(
                    file,
                    opset,
                    bytes,
                    metadata,
                    checked,
                    below.detections,
                    true,
                    below.ties,
                    below.worstScore,
                    below.worstBox);
        }
    }

    /**
     * Exports the detector of a run.
     *
     * @param runOrFile a run folder or a model file
     * @param images on which the file is compared with the engine; none: generated ones
     * @param afterEach is run after each image
     * @throws DataException where there is no model, or an image cannot be read
     * @throws ReboxException where the file finds something else than the engine: it is not kept then
     */
    public static Result export(Path runOrFile, Path to, ExportOptions options, List<Path> images, Runnable afterEach) {
        if (Files.isDirectory(to)) {
            throw new DataException(to + ": is a folder; give the name of a file, such as model.onnx");
        }
        Map<String, Double> thresholds =
                Files.isDirectory(runOrFile) ? new RunFolder(runOrFile).chosenThresholds() : Map.of();
        try (Model model = RunFolder.loadModel(runOrFile, Device.CPU)) {
            return export(model, thresholds, to, options, images, afterEach);
        }
    }

    /** Exports a model on the processor. @param thresholds by class, for the metadata */
    public static Result export(
            Model model,
            Map<String, Double> thresholds,
            Path to,
            ExportOptions options,
            List<Path> images,
            Runnable afterEach) {
        Path unchecked = to.toAbsolutePath().resolveSibling("." + to.getFileName() + ".unchecked.onnx");
        try {
            write(model, thresholds, unchecked, options);
            Result result = checked(model, unchecked, to, options, images, afterEach);
            if (result.detections() == 0 && options.threshold().isPresent()) {
                result = result.withComparison(checkedBelow(model, to, options, images));
            }
            Files.move(unchecked, to, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(to, e);
        } finally {
            delete(unchecked);
        }
    }

    /** Two files that find nothing are not the same for that: this one is compared as it is without its threshold. */
    private static Result checkedBelow(Model model, Path to, ExportOptions options, List<Path> images)
            throws IOException {
        Path low = to.toAbsolutePath().resolveSibling("." + to.getFileName() + ".low.onnx");
        ExportOptions without = new ExportOptions(options.size(), options.fixedNumbers(), Optional.empty());
        try {
            write(model, Map.of(), low, without);
            return checked(model, low, to, without, images, () -> {});
        } finally {
            delete(low);
        }
    }

    /** Writes the file without a look at what it finds: ONNX Runtime is not needed. */
    public static void write(Model model, Map<String, Double> thresholds, Path to, ExportOptions options) {
        float[] floors = options.floors(model.labels().size());
        ImageSizing sizing = options.size()
                .<ImageSizing>map(s -> new ImageSizing.Stretched(s.width(), s.height()))
                .orElseGet(
                        () -> new ImageSizing.InProportion(model.config().data().resize()));
        ExportMetadata metadata = new ExportMetadata(model.labels(), thresholds, sizing);
        OnnxFile.write(to, DetectorGraph.of(model, options.form(), floors), metadata.entries());
    }

    private static Result checked(
            Model model, Path file, Path to, ExportOptions options, List<Path> images, Runnable afterEach)
            throws IOException {
        float[] floors = options.floors(model.labels().size());
        SetComparison comparison =
                new SetComparison(floors, model.config().model().nms());
        int checked = 0;
        ExportMetadata metadata;
        try (OnnxDetector exported = Detectors.onnx(file)) {
            metadata = exported.metadata();
            for (Named image : (Iterable<Named>) named(images)::iterator) {
                ResizeRule.Target target = metadata.sizing().of(image.pixels.width(), image.pixels.height());
                RgbImage resized = image.pixels.resize(target.width(), target.height());
                List<Detection> own = model.detector().detect(List.of(resized), Precision.FLOAT32).get(0).stream()
                        .filter(d -> d.score() > floors[d.label() - 1])
                        .toList();
                Optional<String> difference = comparison.add(own, exported.detectResized(resized));
                if (difference.isPresent()) {
                    throw new ReboxException(to + ": not kept, for it does not find what the engine finds: "
                            + image.name + ": " + difference.get());
                }
                checked++;
                afterEach.run();
            }
        }
        return new Result(
                to,
                OnnxFile.OPSET,
                Files.size(file),
                metadata,
                checked,
                comparison.detections(),
                false,
                comparison.excused(),
                comparison.worstScore(),
                comparison.worstBox());
    }

    private record Named(String name, RgbImage pixels) {}

    private static Stream<Named> named(List<Path> images) {
        return images.isEmpty()
                ? generated()
                : images.stream().map(path -> new Named(path.toString(), ImageDecoder.read(path)));
    }

    /** Scenes, of different proportions. */
    private static Stream<Named> generated() {
        List<RgbImage> scenes = Scenes.generate(GENERATED, SEED)
                .map(scene -> RgbImage.of(scene.image()))
                .toList();
        return IntStream.range(0, GENERATED).mapToObj(i -> {
            RgbImage whole = scenes.get(i);
            int width = whole.width() * (GENERATED + 1 - i) / (GENERATED + 1);
            return new Named("generated image " + (i + 1), whole.crop(0, 0, width, whole.height()));
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
