package dev.rebox.cli;

import dev.rebox.backbone.Probe;
import dev.rebox.data.image.ImageDecoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weights probe}: what a weights file makes of an image. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Classifies an image with a backbone's weights: do file and conventions belong together?")
final class WeightsProbeCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The weights file.")
    private Path file;

    @Option(names = "--backbone", required = true, paramLabel = "NAME", description = "E.g. mobilenet_v1, resnet101.")
    private String backbone;

    @Option(names = "--width", paramLabel = "FACTOR", description = "Of mobilenet_v1. Default: 1.0.")
    private double width = 1;

    @Option(names = "--image", required = true, paramLabel = "IMG", description = "The image.")
    private Path image;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        Probe probe = Probe.of(
                file, backbone, width, ImageDecoder.read(image), engine.start().key());
        if (json) {
            Json.print(System.out, document(probe));
            return;
        }
        probe.top5()
                .forEach(guess ->
                        System.out.printf(Locale.ROOT, "class %4d  %.3f%n", guess.index(), guess.probability()));
        print("features", probe.features());
        print("trunk", probe.tail());
    }

    private static Map<String, Object> document(Probe probe) {
        List<List<Number>> top5 = probe.top5().stream()
                .map(guess -> List.<Number>of(guess.index(), guess.probability()))
                .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("top5", top5);
        document.put("features", probe.features());
        document.put("trunk", probe.tail());
        return document;
    }

    private static void print(String name, Probe.Statistics map) {
        System.out.printf(Locale.ROOT, "%s %s: mean %.5f, deviation %.5f%n", name, map.shape(), map.mean(), map.std());
    }
}
