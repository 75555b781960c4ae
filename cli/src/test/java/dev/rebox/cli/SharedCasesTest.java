package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.SharedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that went wrong in version 0.1.0, through the program. Each stands for a kind, which other tests cover wider. */
class SharedCasesTest {
    private static final List<String> TINY = List.of(
            "width=0.25",
            "shorterSide=96",
            "longerSide=160",
            "anchorBase=48",
            "steps=2",
            "auxiliary=[]",
            "refinement=false",
            "regions=16",
            "proposals=20",
            "cacheMegabytes=0",
            "device=cpu");

    @TempDir
    Path folder;

    private static CommandOutput check(Path data, String split) {
        return CommandOutput.by("check", data + split, "--json");
    }

    private static JsonNode read(CommandOutput output) throws IOException {
        return new ObjectMapper().readTree(output.out());
    }

    private static List<String> errors(JsonNode check) {
        List<String> errors = new ArrayList<>();
        check.path("problems").forEach(problem -> {
            if (problem.path("severity").asText().equals("error")) {
                errors.add(problem.path("kind").asText() + " "
                        + problem.path("detail").asText());
            }
        });
        return errors;
    }

    private CommandOutput train(Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "data.train=" + data, "out=" + folder.resolve("run")));
        arguments.addAll(TINY);
        arguments.addAll(List.of(more));
        return CommandOutput.by(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coco-float-ids",
                "coco-nan",
                "coco-null-area",
                "coco-null-size",
                "coco-string-annotation-id",
                "coco-string-ids",
                "coco-string-size"
            })
    void numbersAreReadAsToolsWriteThem(String set) throws IOException {
        CommandOutput output =
                check(SharedCase.copy("coco-number-kinds", folder).resolve(set).resolve("ann.json"), "");
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(read(output).path("images").asInt()).isEqualTo(3);
        assertThat(read(output).path("boxes").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco-empty-bbox", "coco-null-bbox"})
    void oneBadRecordIsOneError(String set) throws IOException {
        Path file = SharedCase.copy("coco-one-bad-record", folder).resolve(set).resolve("ann.json");
        JsonNode found = read(check(file, ""));
        assertThat(errors(found)).singleElement().asString().contains("annotation 3: its \"bbox\"");
        assertThat(found.path("boxes").asInt()).isEqualTo(3);
        assertThat(train(file, "data.onError=drop").status()).isZero();
    }

    @Test
    void aSegmentationGivesTheBox() throws IOException {
        Path file = SharedCase.copy("coco-one-bad-record", folder).resolve("coco-segm-only/ann.json");
        assertThat(read(check(file, "")).path("boxes").asInt()).isEqualTo(4);
    }

    @Test
    void aHeadingIsNoClass() throws IOException {
        CommandOutput output =
                check(SharedCase.copy("coco-roboflow-dup", folder).resolve("coco-roboflow-dup/ann.json"), "");
        assertThat(output.status()).isZero();
        assertThat(read(output).path("classes").toString()).isEqualTo("{\"cells\":4}");
    }

    @Test
    void oneMissingImageIsOneErrorAndAStrayCopyDoesNoHarm() throws IOException {
        Path both = SharedCase.copy("coco-first-missing", folder);
        JsonNode found = read(check(both.resolve("coco-first-missing/ann.json"), ""));
        assertThat(errors(found))
                .singleElement()
                .asString()
                .startsWith("missing-image")
                .contains("001.jpg");
        assertThat(train(both.resolve("coco-first-missing/ann.json"), "data.onError=drop")
                        .status())
                .isZero();
        assertThat(check(both.resolve("coco-images-stray/ann.json"), "").status())
                .isZero();
    }

    @Test
    void aSetOfCrowdsIsAnError() {
        Path file = SharedCase.copy("coco-all-crowd", folder).resolve("coco-crowd-1/ann.json");
        assertThat(check(file, "").status()).isEqualTo(3);
        CommandOutput train = train(file);
        assertThat(train.status()).isEqualTo(3);
        assertThat(train.err()).contains("all 4 boxes are marked iscrowd");
    }

    @Test
    void anAnnotationOfIdZeroIsTold() throws IOException {
        Path file = SharedCase.copy("coco-annotation-id-0", folder).resolve("data/ann.json");
        assertThat(check(file, "").out()).contains("annotation-id-zero");
        JsonNode set = new ObjectMapper().readTree(file.toFile());
        StringBuilder results = new StringBuilder("[");
        set.path("annotations").forEach(a -> results.append(results.length() > 1 ? "," : "")
                .append("{\"image_id\":" + a.path("image_id") + ",\"category_id\":" + a.path("category_id")
                        + ",\"bbox\":" + a.path("bbox") + ",\"score\":0.9}"));
        Path found = Files.writeString(folder.resolve("found.json"), results + "]");
        CommandOutput output =
                CommandOutput.by("evaluate", "--data", file.toString(), "--detections", found.toString(), "--json");
        assertThat(read(output).at("/coco/AP").asDouble())
                .isEqualTo(.7211, org.assertj.core.api.Assertions.within(.00005));
        assertThat(output.err()).contains("annotation 0").contains("number the annotations from 1");
    }

    @Test
    void imagesInWhichNoAnchorLiesAreAWarning() {
        Path file = SharedCase.copy("panorama", folder).resolve("pano/ann.json");
        CommandOutput output = check(file, "");
        assertThat(output.status()).isZero();
        assertThat(output.out()).contains("out-of-reach").contains("anchorBase (64)");
        CommandOutput small = CommandOutput.by("check", file.toString(), "anchorBase=64", "--json");
        assertThat(small.out()).doesNotContain("in which no anchor lies");
    }

    @ParameterizedTest
    @CsvSource({"yolo-latin1/data.yaml:train, data.yaml:3", "yolo-latin1-list/data.yaml:train, train.txt:2"})
    void textThatIsNotUnicodeIsOneLine(String set, String place) {
        CommandOutput output = check(SharedCase.copy("poor-encodings", folder).resolve(set), "");
        assertThat(output.status()).isEqualTo(3);
        assertThat(output.err().strip().lines()).hasSize(1);
        assertThat(output.err()).contains(place + ": the text is not UTF-8: save the file as UTF-8");
    }

    @Test
    void xmlHasTheEncodingItNamesAndDoctypesAreReadOver() throws IOException {
        Path all = SharedCase.copy("poor-encodings", folder);
        CommandOutput output = check(all.resolve("voc-encoding"), "");
        assertThat(output.err()).isEmpty();
        assertThat(output.out()).contains("b.xml").contains("\"line\":4");
        assertThat(errors(read(output))).hasSize(1);
        assertThat(check(all.resolve("voc-doctype"), "").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"voc-kaggle", "voc-beside", "voc-beside:train", "voc-beside/train"})
    void otherLayoutsOfVocAreRead(String set) throws IOException {
        CommandOutput output = check(SharedCase.copy("poor-voc-layouts", folder).resolve(set), "");
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(read(output).path("images").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "voc-spaces, '[img 1, img 2]'",
        "voc-spaces-silent, '[img 1, img 2, img -1]'",
        "voc-cvat-quoted, '[img 1, img 2]'"
    })
    void namesInListsMayHaveBlanks(String set, String ids) throws IOException {
        Path data = SharedCase.copy("voc-spaces", folder).resolve(set + ":train");
        List<String> found = new ArrayList<>();
        read(CommandOutput.by("labels", data.toString(), "--json"))
                .path("images")
                .forEach(image -> found.add(image.path("id").asText()));
        assertThat(found).hasToString(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yolo-pose2", "yolo-pose11", "yolo-7col"})
    void whatStandsBehindABoxIsNoPolygon(String set) throws IOException {
        Path data = SharedCase.copy("yolo-pose", folder).resolve(set).resolve("data.yaml:train");
        JsonNode box =
                read(CommandOutput.by("labels", data.toString(), "--json")).at("/images/0/boxes/0/box");
        for (int i = 0; i < 4; i++) {
            assertThat(box.get(i).asDouble())
                    .isEqualTo(new double[] {10, 12, 50, 42}[i], org.assertj.core.api.Assertions.within(.01));
        }
    }

    @Test
    void oneSplitIsCheckedWithoutTheOthers() {
        Path data = SharedCase.copy("yolo-check-one-split", folder).resolve("yolo-roboflow/data.yaml");
        assertThat(check(data, ":train").status()).isZero();
        assertThat(train(Path.of(data + ":train")).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "1e3", "1_000", "0x10", ".5", "yes", "*y", "!t", "exp #1", "[x]", "~x", "a: b"})
    void textIsTakenAsItStands(String name) {
        Path data = SharedCase.copy("yaml-values", folder).resolve("hash/set #2");
        CommandOutput output = train(data, "out=" + folder.resolve(name));
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(folder.resolve(name).resolve("model.safetensors")).isRegularFile();
        assertThat(folder.resolve(name).resolve("environment.json")).content().contains("\"images\" : 1,");
    }

    @Test
    void aRunsDetectionsHaveTheTestFilesOwnCategoryIds() throws IOException {
        Path join = SharedCase.copy("results-category-ids", folder).resolve("join");
        assertThat(train(join.resolve("a.json"), "data.test=" + join.resolve("b.json"))
                        .status())
                .isZero();
        Path run = folder.resolve("run");
        JsonNode classes =
                new ObjectMapper().readTree(join.resolve("b.json").toFile()).path("categories");
        for (JsonNode found :
                new ObjectMapper().readTree(run.resolve("detections.json").toFile())) {
            assertThat(classes)
                    .anyMatch(c -> c.path("id").equals(found.path("category_id"))
                            && c.path("name").equals(found.path("category")));
        }
        String truth = join.resolve("b.json").toString();
        JsonNode byFile = read(CommandOutput.by(
                "evaluate",
                "--data",
                truth,
                "--detections",
                run.resolve("detections.json").toString(),
                "--json"));
        JsonNode byRun = read(CommandOutput.by("evaluate", "--data", truth, "--run", run.toString(), "--json"));
        assertThat(byFile.at("/coco/AP")).isEqualTo(byRun.at("/coco/AP"));
        assertThat(byFile.at("/voc/mAP")).isEqualTo(byRun.at("/voc/mAP"));
    }
}
