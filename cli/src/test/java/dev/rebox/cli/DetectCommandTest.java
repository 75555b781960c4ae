package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection as a user starts it, with the smallest network as chance made it. */
class DetectCommandTest {
    @TempDir
    static Path folder;

    private static Path model;
    private int status;
    private String output;
    private String errors;

    @BeforeAll
    static void aModelAndImages() throws IOException {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        model = folder.resolve("model.safetensors");
        try (Model made = Model.create(
                ConfigReader.read(
                        List.of("shorterSide=64", "longerSide=96", "width=0.25", "anchorBase=32", "proposals=20")),
                Scenes.labels())) {
            made.save(model);
        }
    }

    @Test
    void printsCocoResultsWithFileNamesAndDrawsTheImages() throws IOException {
        Path images = folder.resolve("scenes/images");
        Path out = folder.resolve("drawn");
        run(
                "detect",
                "--run",
                model.toString(),
                images.toString(),
                "--threshold",
                "0",
                "--out",
                out.toString(),
                "--json");
        assertThat(status).as(errors).isZero();
        JsonNode results = new ObjectMapper().readTree(output);
        assertThat(results.isArray()).isTrue();
        JsonNode first = results.get(0);
        assertThat(first.get("image_id").asInt()).isEqualTo(1); // 000001.jpg
        assertThat(first.get("file_name").asText())
                .isEqualTo(images.resolve("000001.jpg").toString());
        assertThat(first.get("category_id").asInt()).isBetween(1, 8);
        assertThat(first.get("bbox")).hasSize(4);
        assertThat(first.get("score").isNumber()).isTrue();
        assertThat(ImageDecoder.size(out.resolve("000003.jpg")))
                .isEqualTo(ImageDecoder.size(images.resolve("000003.jpg")));
    }

    @Test
    void peopleGetLines() {
        String image = folder.resolve("scenes/images/000001.jpg").toString();
        run("detect", "--run", model.toString(), image, "--threshold", "1", "--device", "cpu", "--threads", "1");
        assertThat(output.strip()).isEqualTo(image + ": nothing found");
    }

    /**
     * The truth is made of the surest detection, a second object of its class where nothing is, and one of a class that is at
     * no place found: precision 1 up to a recall of one half, and nothing.
     */
    @Test
    void aModelIsMeasuredOnATruth() throws IOException {
        String image = folder.resolve("scenes/images/000003.jpg").toString();
        JsonNode found = CommandOutput.by("detect", "--run", model.toString(), image, "--threshold", "0", "--json")
                .document();
        JsonNode surest = found.get(0);
        for (JsonNode other : found) {
            surest = other.get("score").asDouble() > surest.get("score").asDouble() ? other : surest;
        }
        int label = surest.get("category_id").asInt();
        JsonNode test =
                new ObjectMapper().readTree(folder.resolve("scenes/test.json").toFile());
        ArrayNode objects = ((ObjectNode) test).putArray("annotations");
        objects.add(object(1, label, surest.get("bbox")));
        JsonNode corner = new ObjectMapper().readTree("[0, 0, 3, 2]");
        objects.add(object(2, label, corner));
        objects.add(object(3, label % 8 + 1, corner));
        Path truth = Files.writeString(folder.resolve("scenes/own.json"), test.toString());

        JsonNode metrics = CommandOutput.by(
                        "evaluate", "--run", model.toString(), "--truth", truth.toString(), "--json")
                .document();
        assertThat(metrics.at("/voc/mAP").asDouble()).isEqualTo(.25);
        String name = surest.get("category").asText();
        assertThat(metrics.at("/voc/perClass").path(name).path("ap").asDouble()).isEqualTo(.5);
        // COCO looks at 101 recalls from 0 to 1, of which 51 are reached, at every overlap.
        assertThat(metrics.at("/coco/AP").asDouble()).isEqualTo(51 / 101.0 / 2, within(1e-9));
        assertThat(metrics.at("/coco/AP75").asDouble()).isEqualTo(51 / 101.0 / 2, within(1e-9));
        assertThat(metrics.get("auxiliary").size())
                .as("its tasks are measured too")
                .isPositive();
    }

    private static ObjectNode object(int id, int label, JsonNode box) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("id", id).put("image_id", 3).put("category_id", label).put("iscrowd", 0);
        object.put("area", box.get(2).asDouble() * box.get(3).asDouble());
        object.set("bbox", box);
        return object;
    }

    @Test
    void whatCannotBeUsedIsOneLine() throws IOException {
        String image = folder.resolve("scenes/images/000001.jpg").toString();
        Path text = Files.writeString(folder.resolve("notes.jpg"), "no image");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        refused(3, "nowhere.jpg: no such image or folder", "--run", model.toString(), "nowhere.jpg");
        refused(3, "notes.jpg: ", "--run", model.toString(), text.toString());
        refused(3, "empty: no images in this folder", "--run", model.toString(), empty.toString());
        refused(3, "empty: not a run folder", "--run", empty.toString(), image);
        refused(2, "--threads: 0 is less than 1", "--run", model.toString(), image, "--threads", "0");
        refused(3, "is not a whole safetensors file", "--run", image, image);
        refused(2, "--threshold: 2.0", "--run", model.toString(), image, "--threshold", "2");
        refused(
                2,
                "is the image itself",
                "--run",
                model.toString(),
                image,
                "--out",
                folder.resolve("scenes/images").toString());
    }

    private static void refused(int expected, String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "detect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandOutput.refused(expected, message, all);
    }

    private void run(String... arguments) {
        CommandOutput by = CommandOutput.by(arguments);
        status = by.status();
        output = by.out();
        errors = by.err();
    }
}
