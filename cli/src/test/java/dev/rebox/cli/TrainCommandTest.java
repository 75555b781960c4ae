package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.scenes.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training as a user starts it: the smallest network on two generated scenes. */
class TrainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private int status;
    private String output;
    private String errors;

    @Test
    void leavesARunFolderAndSaysWhatCameOut() throws IOException {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        Path config = Files.writeString(folder.resolve("tiny.yaml"), """
                data: {shorterSide: 64, longerSide: 96}
                model: {width: 0.25, anchorBase: 32, proposals: 20, windows: 4}
                train: {steps: 100, regions: 16, logEvery: 1, evaluateEvery: 2}
                """);
        Path run = folder.resolve("run");
        String[] command = {
            "train",
            config.toString(),
            "data.train=" + folder.resolve("scenes/train.json"),
            "data.test=" + folder.resolve("scenes/test.json"),
            "data.validation=" + folder.resolve("scenes/test.json"),
            "steps=3",
            "out=" + run,
            "--json"
        };
        run(command);

        assertThat(status).as(errors).isZero();
        assertThat(errors).contains("No weights for mobilenet_v1: it starts from scratch");
        JsonNode document = JSON.readTree(output);
        assertThat(document.get("run").asText()).isEqualTo(run.toString());
        assertThat(document.get("steps").asInt()).isEqualTo(3);
        assertThat(document.at("/metrics/voc/mAP").isNumber()).isTrue();
        assertThat(document.at("/metrics/coco/AP").isNumber()).isTrue();

        assertThat(Files.readString(run.resolve("config.yaml"))).contains("steps: 3", "width: 0.25");
        JsonNode environment = JSON.readTree(run.resolve("environment.json").toFile());
        assertThat(environment.get("images").asInt()).isEqualTo(2);
        assertThat(environment.get("dataHash").asText()).hasSize(64);
        assertThat(environment.get("device").asText()).isEqualTo("cpu");
        assertThat(run.resolve("checkpoints/step-000000003.safetensors")).exists();
        assertThat(run.resolve("model.safetensors")).exists();
        assertThat(run.resolve("best.safetensors")).exists();
        assertThat(JSON.readTree(run.resolve("metrics.json").toFile()).at("/voc"))
                .isEqualTo(document.at("/metrics/voc"));
        assertThat(JSON.readTree(run.resolve("detections.json").toFile()).isArray())
                .isTrue();
        assertThat(log(run, "learningRate")).containsExactly(1, 2, 3);
        assertThat(log(run, "evaluation")).containsExactly(2, 3); // on the way, and after the last step

        run(command);
        assertThat(status).isEqualTo(2);
        assertThat(errors).contains("rebox: " + run + ": holds a run already. Say resume=true");

        List<String> longer = new ArrayList<>(List.of(command));
        longer.addAll(List.of("resume=true", "steps=4"));
        run(longer.toArray(String[]::new));
        assertThat(status).as(errors).isZero();
        assertThat(log(run, "learningRate")).containsExactly(1, 2, 3, 4);
        assertThat(JSON.readTree(output).get("steps").asInt()).isEqualTo(4);

        run(
                "evaluate",
                "--truth",
                folder.resolve("scenes/test.json").toString(),
                "--detections",
                run.resolve("detections.json").toString(),
                "--json");
        assertThat(JSON.readTree(output).at("/voc/mAP").asDouble())
                .isEqualTo(JSON.readTree(run.resolve("metrics.json").toFile())
                        .at("/voc/mAP")
                        .asDouble());
    }

    /** The README's first training: a data set and a time. */
    @Test
    void aDataSetAndATimeAreEnough() throws IOException {
        Scenes.write(folder.resolve("scenes"), 16, 2, 3);
        Path run = folder.resolve("run");
        String scenes = folder.resolve("scenes/train.json").toString();
        String test = "data.test=" + folder.resolve("scenes/test.json");
        long began = System.nanoTime();
        run(
                "train",
                scenes,
                test,
                "budget=40s",
                "width=0.25",
                "shorterSide=96",
                "longerSide=160",
                "out=" + run,
                "--json");
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(status).as(errors).isZero();
        assertThat(seconds).isLessThan(44); // a tenth more at most
        JsonNode recipe = JSON.readTree(run.resolve("recipe.json").toFile());
        assertThat(recipe.at("/given").toString()).contains("data.shorterSide", "train.budget");
        assertThat(recipe.at("/decisions").findValuesAsText("key")).contains("train.steps", "data.validationShare");
        assertThat(errors).contains("Chosen: train.steps=");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("Recipe", "4 images choose the best model, which are few");
        assertThat(run.resolve("best.safetensors")).exists();
        assertThat(JSON.readTree(output).at("/metrics/coco/AP").isNumber()).isTrue();
        JsonNode environment = JSON.readTree(run.resolve("environment.json").toFile());
        assertThat(environment.get("images").asInt()).isEqualTo(12); // a quarter chooses the best model

        run(
                "train",
                scenes,
                test,
                "budget=10s",
                "width=0.25",
                "shorterSide=96",
                "longerSide=160",
                "out=" + run,
                "learningRate=0.00001",
                "resume=true");
        assertThat(status).as(errors).isZero();
        assertThat(errors).contains("Going on from step ").doesNotContain("Chosen:");
        assertThat(Files.readString(run.resolve("config.yaml")))
                .as("what is given now counts")
                .contains("learningRate: 1.0E-5");
    }

    /** Its settings were the user's own: a budget only ends it. */
    @Test
    void aRunBegunByHandGoesOnWithinABudget() throws IOException {
        Scenes.write(folder.resolve("scenes"), 4, 1, 3);
        Path run = folder.resolve("run");
        List<String> command = List.of(
                "train",
                folder.resolve("scenes/train.json").toString(),
                "width=0.25",
                "shorterSide=96",
                "longerSide=160",
                "regions=8",
                "out=" + run);
        run(with(command, "steps=2"));
        assertThat(status).as(errors).isZero();
        run(with(command, "steps=4", "resume=true", "budget=1m"));
        assertThat(status).as(errors).isZero();
        assertThat(errors).contains("Going on from step 2 ").doesNotContain("Chosen:");
        assertThat(run.resolve("recipe.json")).doesNotExist();
        assertThat(run.resolve("checkpoints/step-000000004.safetensors")).exists();
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aTrainedRunIsTheStartOfAnother() {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        String data = folder.resolve("scenes/train.json").toString();
        String[] small = {
            "width=0.25", "shorterSide=64", "longerSide=96", "anchorBase=32", "proposals=20", "regions=16", "steps=1"
        };
        List<String> first = new ArrayList<>(
                List.of("train", data, "auxiliary=[]", "refinement=false", "out=" + folder.resolve("a")));
        first.addAll(List.of(small));
        run(first.toArray(String[]::new));
        assertThat(status).as(errors).isZero();
        List<String> second = new ArrayList<>(List.of(
                "train",
                data,
                "auxiliary=[closeness]",
                "model.weights=" + folder.resolve("a"),
                "out=" + folder.resolve("b")));
        second.addAll(List.of(small));
        run(second.toArray(String[]::new));
        assertThat(status).as(errors).isZero();
        assertThat(errors)
                .contains("Start from " + folder.resolve("a/model.safetensors") + ". Taken: backbone, proposal.conv")
                .contains("Anew: auxiliary.closeness.logits, refinement.fc; classes none.")
                .doesNotContain("No weights for");
    }

    @Test
    void whatIsWrongIsOneLine() {
        run("train", "out=" + folder.resolve("run"));
        assertThat(status).isEqualTo(2);
        assertThat(errors.strip()).isEqualTo("rebox: data.train: no training data given. Say data.train=PATH[:SPLIT].");
        run("train", "data.train=" + folder.resolve("nowhere.json"), "out=" + folder.resolve("run"));
        assertThat(status).isEqualTo(3);
        assertThat(errors.strip().lines()).hasSize(1);
        assertThat(errors).contains("nowhere.json");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRunThatCouldNotBeginLeavesNoRunBehind() {
        Scenes.write(folder.resolve("scenes"), 1, 1, 3);
        Path run = folder.resolve("run");
        String data = "data.train=" + folder.resolve("scenes/train.json");
        run("train", data, "out=" + run, "weights=" + folder.resolve("nowhere.safetensors"));
        assertThat(status).isEqualTo(3);
        assertThat(errors).contains("nowhere.safetensors");
        assertThat(run.resolve("config.yaml")).doesNotExist(); // so that the next attempt may use the folder
        run("train", data, "out=" + run, "backbone=mobilnet_v1");
        assertThat(status).isEqualTo(2);
        assertThat(errors).contains("Did you mean 'mobilenet_v1'?");
        assertThat(run.resolve("config.yaml")).doesNotExist();
    }

    /** The steps of the log's lines that have this entry. */
    private static List<Integer> log(Path run, String entry) throws IOException {
        List<Integer> steps = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("log.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            if (node.has(entry)) {
                steps.add(node.get("step").asInt());
            }
        }
        return steps;
    }

    private void run(String... args) {
        CommandOutput by = CommandOutput.by(args);
        status = by.status();
        output = by.out();
        errors = by.err();
    }
}
