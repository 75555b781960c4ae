package dev.rebox.report;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.file.AtomicFile;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Run folders without training: what a run would leave behind, with detections made out of the truth. */
public final class MadeRun {
    /** A name that would be markup, if it were not escaped. */
    public static final String NASTY = "<b>&\"dog\"</b>";

    private MadeRun() {}

    /** Six test scenes, one class of them with a nasty name; returns the test set's address. */
    public static Path scenes(Path folder) throws IOException {
        Scenes.write(folder, 1, 6, 1);
        Path test = folder.resolve("test.json");
        String json = Files.readString(test);
        Files.writeString(test, json.replace("\"dog\"", "\"<b>&\\\"dog\\\"</b>\""));
        return test;
    }

    /** A run with its log, and nothing else. */
    public static RunFolder begun(Path folder, Path test) throws IOException {
        Config config = ConfigReader.read(List.of(
                "out=" + folder, "data.train=" + test, "data.test=" + test, "steps=40", "train.evaluateEvery=20"));
        RunFolder run = new RunFolder(folder);
        AtomicFile.write(run.config(), ConfigReader.write(config));
        RunFolder.writeJson(run.environment(), Map.of("seed", 0, "java", "17"));
        StringBuilder log = new StringBuilder();
        for (int step = 1; step <= 40; step++) {
            log.append("{\"step\":")
                    .append(step)
                    .append(",\"losses\":{\"class\":")
                    .append(2.0 / step);
            log.append(",\"box\":").append(1.0 / step).append("},\"total\":").append(3.0 / step);
            log.append(",\"learningRate\":0.001,\"seconds\":0.5}\n");
        }
        Files.writeString(run.log(), log + "{\"step\":41,\"loss");
        return run;
    }

    /** A run that is over. @param missed every so many-th object is not found */
    public static RunFolder finished(Path folder, Path test, int missed) throws IOException {
        RunFolder run = begun(folder, test);
        Dataset truth = Datasets.open(test.toString());
        Map<String, List<Detection>> detections = new LinkedHashMap<>();
        int n = 0;
        for (Example example : truth.examples()) {
            List<Detection> found = new ArrayList<>();
            for (Annotation object : example.annotations()) {
                n++;
                if (n % missed != 0) {
                    int label = n % 5 == 0 ? object.label() % truth.labels().size() + 1 : object.label();
                    found.add(new Detection(object.box(), label, .5 + n % 50 / 100.0));
                }
            }
            found.add(new Detection(Box.ofSize(0, 0, 20, 20), 1, .6));
            detections.put(example.id(), found);
        }
        CocoResults.write(run.detections(), truth, detections);
        Evaluation evaluation = Evaluation.of(truth, detections);
        RunFolder.writeJson(
                run.metrics(),
                Map.of(
                        "test", truth.name(),
                        "steps", 40,
                        "coco", evaluation.coco(),
                        "voc", evaluation.voc(),
                        "auxiliary",
                                new TreeMap<>(Map.of("multiObjectMAP", .625, "foregroundIoU", .25)).descendingMap()));
        writeClasses(run.model(), truth);
        return run;
    }

    /** A model's header with its classes, and one number. */
    private static void writeClasses(Path file, Dataset truth) throws IOException {
        String names = truth.labels().names().stream().map(n -> quoted(n)).collect(Collectors.joining(",", "[", "]"));
        String header = "{\"__metadata__\":{\"rebox.classes\":" + quoted(names) + ",\"rebox.classIds\":"
                + quoted(truth.labels().ids().toString())
                + "},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(12 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, all.putLong(bytes.length).put(bytes).putInt(0).array());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
