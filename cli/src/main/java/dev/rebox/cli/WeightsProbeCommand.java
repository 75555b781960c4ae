package dev.rebox.cli;

import dev.rebox.backbone.Probe;
import dev.rebox.data.picture.PictureReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weights probe}: what a weights file makes of a picture. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Classifies a picture with a backbone's weights: do file and conventions belong together?")
final class WeightsProbeCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The weights file.")
    private Path file;

    @Option(names = "--backbone", required = true, paramLabel = "NAME", description = "E.g. mobilenet_v1, resnet101.")
    private String backbone;

    @Option(names = "--width", paramLabel = "FACTOR", description = "Of mobilenet_v1. Default: 1.0.")
    private double width = 1;

    @Option(names = "--image", required = true, paramLabel = "IMG", description = "The picture.")
    private Path image;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        Probe probe = Probe.of(file, backbone, width, PictureReader.read(image));
        if (json) {
            Json.print(System.out, document(probe));
            return;
        }
        probe.top5().forEach(guess -> System.out.printf("class %4d  %.3f%n", guess.index(), guess.probability()));
        print("features", probe.features());
        print("trunk", probe.trunk());
    }

    private static Map<String, Object> document(Probe probe) {
        List<List<Number>> top5 = probe.top5().stream()
                .map(guess -> List.<Number>of(guess.index(), guess.probability()))
                .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("top5", top5);
        document.put("features", probe.features());
        document.put("trunk", probe.trunk());
        return document;
    }

    private static void print(String name, Probe.Statistics map) {
        System.out.printf("%s %s: mean %.5f, deviation %.5f%n", name, map.shape(), map.mean(), map.std());
    }
}
