package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.LabelMap;
import dev.rebox.export.ExportMetadata;
import dev.rebox.export.Exporter;
import dev.rebox.export.ImageSizing;
import dev.rebox.export.SpreadModels;
import dev.rebox.model.Model;
import dev.rebox.train.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector leaves and is used again, and its thresholds are chosen, as a user does it. */
class ExportCommandTest {
    @TempDir
    static Path folder;

    private static String run;
    private static String truth;
    private static String image;

    @BeforeAll
    static void aRun() throws IOException {
        Path runFolder = Files.createDirectories(folder.resolve("run"));
        run = runFolder.toString();
        truth = folder.resolve("scenes/train.json").toString();
        image = folder.resolve("scenes/images/000001.jpg").toString();
        try (Model model =
                SpreadModels.create(folder.resolve("scenes"), "width=0.25", "refineWindows=3", "refinementStart=0.1")) {
            model.save(runFolder.resolve("model.safetensors"));
            Files.writeString(runFolder.resolve("config.yaml"), ConfigReader.write(model.config()));
        }
    }

    @Test
    void theFileFindsWhatTheRunFinds() throws IOException {
        Path file = folder.resolve("model.onnx");
        JsonNode document = CommandOutput.by(
                        "export", "--run", run, "--to", file.toString(), "--check", truth, "--json")
                .document();
        assertThat(document.get("file").asText()).isEqualTo(file.toString());
        assertThat(document.get("opset").asInt()).isEqualTo(17);
        assertThat(document.get("checked").asInt()).isEqualTo(2);
        assertThat(document.get("detections").asInt()).isGreaterThan(20);
        assertThat(document.get("below_threshold").asBoolean()).isFalse();
        assertThat(document.get("worst_score").asDouble()).isLessThan(1e-4);
        assertThat(document.get("worst_box").asDouble()).isLessThan(.05);
        assertThat(document.get("classes")).hasSize(8);
        assertThat(document.at("/resize/shorterSide").asInt()).isEqualTo(96);

        assertThat(detected(file.toString())).isNotEmpty().isEqualTo(detected(run));
        for (String metric : new String[] {"/voc/mAP", "/coco/AP"}) {
            assertThat(measured(file.toString()).at(metric).asDouble())
                    .isEqualTo(measured(run).at(metric).asDouble(), within(1e-6));
        }
    }

    private static String detected(String detector) {
        return CommandOutput.by("detect", "--run", detector, image, "--threshold", "0.12")
                .done();
    }

    private static JsonNode measured(String detector) throws IOException {
        return CommandOutput.by("evaluate", "--run", detector, "--data", truth, "--json")
                .document();
    }

    @Test
    void peopleGetALine() {
        Path file = folder.resolve("static.onnx");
        assertThat(CommandOutput.by(
                                "export",
                                "--run",
                                run,
                                "--to",
                                file.toString(),
                                "--size",
                                "96x128",
                                "--static",
                                "--threshold",
                                "0.2",
                                "--check",
                                folder.resolve("scenes/images").toString())
                        .done())
                .contains("static.onnx: 4.")
                .contains("MB, opset 17. It finds the same as the detector on 3 images");
        assertThat(file).isRegularFile();
    }

    /** No score reaches .999: what both find without that score is compared instead. */
    @Test
    void aThresholdThatNothingReachesIsNoComparison() throws IOException {
        Path file = folder.resolve("sure.onnx");
        String[] arguments = {"export", "--run", run, "--to", file.toString(), "--threshold", "0.999"};
        JsonNode document = CommandOutput.by(concat(arguments, "--json")).document();
        assertThat(document.get("detections").asInt()).isPositive();
        assertThat(document.get("below_threshold").asBoolean()).isTrue();
        assertThat(CommandOutput.by(arguments).done())
                .contains("detections, all below the threshold and so compared without it");
        assertThat(detected(file.toString()))
                .as("it has the threshold all the same")
                .contains("nothing found");
        assertThat(Files.list(folder).filter(path -> path.toString().endsWith(".low.onnx")))
                .isEmpty();
    }

    private static String[] concat(String[] some, String more) {
        String[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = more;
        return all;
    }

    /** Where even the least score finds nothing, nobody says that both find the same. */
    @Test
    void nothingFoundIsNotTheSame() {
        Exporter.Result nothing = new Exporter.Result(
                Path.of("model.onnx"),
                17,
                4_200_000,
                new ExportMetadata(LabelMap.of(List.of("cat")), Map.of(), new ImageSizing.Stretched(800, 600)),
                3,
                0,
                true,
                0,
                0,
                0);
        assertThat(ExportCommand.line(nothing, true))
                .isEqualTo(
                        "model.onnx: 4.2 MB, opset 17. It was not compared: neither it nor the detector finds anything on"
                                + " 3 images.");
    }

    /** Chosen on the images, kept in the run folder, used by detect and told by export. */
    @Test
    void thresholdsAreChosenAndUsed() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        for (String name : new String[] {"model.safetensors", "config.yaml"}) {
            Files.copy(Path.of(run, name), own.resolve(name));
        }
        CommandOutput output = CommandOutput.by("thresholds", "--run", own.toString(), "--data", truth, "--json");
        JsonNode classes = output.document().get("classes");
        assertThat(output.err()).contains("too few to choose by");
        String name = classes.fieldNames().next();
        double threshold = classes.get(name).get("threshold").asDouble();
        assertThat(classes.get(name).get("boxes").asInt()).isPositive();
        assertThat(classes.get(name).get("interval").get(0).asDouble())
                .isLessThanOrEqualTo(classes.get(name).get("interval").get(1).asDouble());
        String kept = Files.readString(own.resolve("thresholds.json"));

        JsonNode found = CommandOutput.by("detect", "--run", own.toString(), image, "--json")
                .document();
        JsonNode all = CommandOutput.by("detect", "--run", own.toString(), image, "--threshold", "0", "--json")
                .document();
        assertThat(count(found, name, 0)).isEqualTo(count(all, name, threshold));
        Path file = folder.resolve("chosen.onnx");
        JsonNode exported = CommandOutput.by("export", "--run", own.toString(), "--to", file.toString(), "--json")
                .document();
        assertThat(exported.at("/thresholds/" + name).asDouble()).isEqualTo(threshold);

        // The run goes on: another model, for which these thresholds were not chosen.
        try (Model model = Model.load(own.resolve("model.safetensors"), Device.CPU)) {
            SpreadModels.multiply(model, "logits.weight", 0.5);
            model.save(own.resolve("best.safetensors"));
        }
        CommandOutput stale = CommandOutput.by("detect", "--run", own.toString(), image, "--json");
        assertThat(stale.document()).allMatch(d -> d.get("score").asDouble() >= .5);
        assertThat(stale.err().lines().filter(line -> line.contains("chosen for another model than best.safetensors")))
                .hasSize(1);
        Files.delete(own.resolve("best.safetensors"));

        CommandOutput.refused(
                3,
                "these images are too few for that: ",
                "thresholds",
                "--run",
                own.toString(),
                "--data",
                truth,
                "--miss-rate",
                "0.1");
        CommandOutput.refused(
                2, "--precision: 2.0", "thresholds", "--run", own.toString(), "--data", truth, "--precision", "2");
        assertThat(own.resolve("thresholds.json")).hasContent(kept);
    }

    private static long count(JsonNode found, String name, double least) {
        long count = 0;
        for (JsonNode d : found) {
            count += d.get("category").asText().equals(name) && d.get("score").asDouble() >= least ? 1 : 0;
        }
        return count;
    }

    @Test
    void largeImagesAreSeenInTiles() {
        String whole = CommandOutput.by("detect", "--run", run, image, "--threshold", "0.2")
                .done();
        String tiled = CommandOutput.by("detect", "--run", run, image, "--threshold", "0.2", "--tiles", "120")
                .done();
        assertThat(tiled.lines().count()).isGreaterThan(whole.lines().count());
        assertThat(CommandOutput.by("detect", "--run", run, image, "--threshold", "0.2", "--tiles", "400")
                        .done())
                .as("the image is smaller than a tile")
                .isEqualTo(whole);
    }

    @Test
    void whatCannotBeUsedIsOneLine() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        String to = folder.resolve("refused.onnx").toString();
        CommandOutput.refused(3, "not a run folder", "export", "--run", empty.toString(), "--to", to);
        CommandOutput.refused(3, "is a folder", "export", "--run", run, "--to", empty.toString());
        CommandOutput.refused(2, "--static needs --size", "export", "--run", run, "--to", to, "--static");
        CommandOutput.refused(2, "--size: '600'", "export", "--run", run, "--to", to, "--size", "600");
        CommandOutput.refused(2, "--threshold: 1.0", "export", "--run", run, "--to", to, "--threshold", "1");
        CommandOutput.refused(
                3, "no images in this folder", "export", "--run", run, "--to", to, "--check", empty.toString());
        CommandOutput.refused(2, "a tile of 5 pixels", "detect", "--run", run, image, "--tiles", "5");
        CommandOutput.refused(
                2, "an overlap of 1.0", "detect", "--run", run, image, "--tiles", "100", "--overlap", "1");
        Path text = Files.writeString(folder.resolve("text.onnx"), "no graph");
        CommandOutput.refused(3, "text.onnx: ONNX Runtime cannot open it", "detect", "--run", text.toString(), image);
        CommandOutput.refused(
                3, "text.onnx: ONNX Runtime cannot open it", "evaluate", "--run", text.toString(), "--data", truth);
        assertThat(Arrays.stream(folder.toFile().list()).filter(name -> name.contains("refused")))
                .as("nothing is half-written")
                .isEmpty();
    }

    /** The file has 4 MB, the disk one. */
    @Test
    void aFullDiskIsOneLineAndLeavesNothing() {
        Path small = folder.resolve("small");
        try (SmallDisk disk = SmallDisk.mount(small, 1)) {
            assumeTrue(disk.small(), "skipped: no small file system can be mounted here");
            CommandOutput.refused(
                    1,
                    "cannot be written: No space left",
                    "export",
                    "--run",
                    run,
                    "--to",
                    small.resolve("model.onnx").toString());
            assertThat(small).isEmptyDirectory();
        }
    }
}
