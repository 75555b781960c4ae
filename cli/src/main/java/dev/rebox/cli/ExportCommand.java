package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.data.Example;
import dev.rebox.data.NamedImages;
import dev.rebox.export.ExportOptions;
import dev.rebox.export.Exporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebox export}: a trained detector as an ONNX file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a trained detector as one ONNX file, and keeps it only if it finds what the detector finds.",
        footer = {"", "Example: rebox export --run runs/first --to model.onnx --check photos:test"})
final class ExportCommand implements Runnable {
    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "A run folder, or a model.safetensors that training wrote.")
    private Path run;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file to write, e.g. model.onnx.")
    private Path to;

    @Option(
            names = "--check",
            paramLabel = "DATASET|DIR",
            description = "Compare it with the detector on these images; without it, on a few generated ones.")
    private Optional<String> check = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "HxW",
            description = "Take images of one size only, e.g. 600x800: each must be stretched to it.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--static",
            description = "No shape depends on the image: proposals and detections are filled up to a fixed number. For"
                    + " runtimes that refuse anything else; slower. Needs --size.")
    private boolean fixed;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "The file finds nothing with a lower score. Without it, it finds all that evaluation wants.")
    private Optional<Double> threshold = Optional.empty();

    @Mixin
    private DatasetOptions options;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        ExportOptions wanted = new ExportOptions(size.map(ExportOptions.Size::parse), fixed, threshold);
        Exporter.Result result =
                Exporter.export(run, to, wanted, check.map(this::images).orElse(List.of()), new ImageProgress()::step);
        if (result.detections() == 0) {
            System.err.println(
                    "rebox: the detector finds nothing on these images, so that nothing could be compared; give"
                            + " --check images with its objects");
        }
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", result.file().toString());
            document.put("opset", result.opset());
            document.put("checked", result.checked());
            document.put("detections", result.detections());
            document.put("below_threshold", result.belowThreshold());
            document.put("ties", result.ties());
            document.put("worst_score", result.worstScore());
            document.put("worst_box", result.worstBox());
            document.putAll(result.metadata().document()); // for programs that cannot read them in the file
            Json.print(System.out, document);
            return;
        }
        System.out.println(line(result, check.isPresent()));
    }

    /** What was written, and what is known of it. @param own whether the images are the user's */
    static String line(Exporter.Result result, boolean own) {
        String written = String.format(
                Locale.ROOT, "%s: %.1f MB, opset %d. ", result.file(), result.bytes() / 1e6, result.opset());
        String images = result.checked() + (own ? " images" : " generated images (--check takes your own)");
        if (result.detections() == 0) {
            return written + "It was not compared: neither it nor the detector finds anything on " + images + ".";
        }
        return written
                + String.format(
                        Locale.ROOT,
                        "It finds the same as the detector on %s (%d detections%s%s; scores within %.1e, boxes within %.1e"
                                + " pixels).",
                        images,
                        result.detections(),
                        result.belowThreshold() ? ", all below the threshold and so compared without it" : "",
                        result.ties() == 0 ? "" : ", " + result.ties() + " of them ties",
                        result.worstScore(),
                        result.worstBox());
    }

    /** Those of a folder, at any depth, or of a data set. */
    private List<Path> images(String address) {
        if (!Files.isDirectory(Path.of(address))) {
            return Rebox.open(address, options.open()).examples().stream()
                    .map(Example::image)
                    .toList();
        }
        NamedImages.Found found = NamedImages.search(List.of(Path.of(address)));
        found.failures().forEach(failure -> {
            throw failure;
        });
        return found.images().stream().map(NamedImages.Named::file).toList();
    }
}
