package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String TRUTH = """
            {"images": [{"id": 1, "file_name": "nowhere.jpg", "width": 100, "height": 100}],
             "categories": [{"id": 5, "name": "cat"}, {"id": 9, "name": "dog"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 5, "bbox": [0, 0, 20, 20], "area": 400, "iscrowd": 0}]}
            """;

    @TempDir
    Path folder;

    @Test
    void printsOneJsonDocumentWithoutOpeningAnImage() throws IOException {
        CommandOutput output = evaluate(results(5), "--json");
        assertThat(output.status()).isZero();
        JsonNode document = new ObjectMapper().readTree(output.out());
        assertThat(document.fieldNames()).toIterable().containsExactly("coco", "voc");
        assertThat(document.get("coco").fieldNames())
                .toIterable()
                .containsExactly(
                        "AP",
                        "AP50",
                        "AP75",
                        "APs",
                        "APm",
                        "APl",
                        "AR1",
                        "AR10",
                        "AR100",
                        "ARs",
                        "ARm",
                        "ARl",
                        "perClass");
        assertThat(document.at("/coco/AP50").asDouble()).isEqualTo(1);
        assertThat(document.at("/coco/APl").asDouble()).isEqualTo(-1);
        assertThat(document.at("/coco/perClass/cat/AP").asDouble()).isEqualTo(.9);
        assertThat(document.get("voc").fieldNames()).toIterable().containsExactly("mAP", "mAP11", "perClass");
        assertThat(document.at("/voc/perClass/cat").toString()).isEqualTo("{\"ap\":1.0,\"ap11\":1.0}");
        assertThat(output.err()).isEmpty();
    }

    @Test
    void printsWhatIsAskedForOnly() throws IOException {
        assertThat(evaluate(results(5), "--metric", "voc").out())
                .contains("VOC mAP")
                .doesNotContain("COCO");
        CommandOutput output = evaluate(results(5), "--metric", "coco", "--iou", ".3,.99", "--errors", "--json");
        assertThat(output.status()).isZero();
        JsonNode document = new ObjectMapper().readTree(output.out());
        assertThat(document.fieldNames()).toIterable().containsExactly("coco", "atIou", "errors");
        assertThat(document.get("atIou").toString()).isEqualTo("{\"0.3\":1.0,\"0.99\":0.0}");
        assertThat(document.at("/errors/count/MISSED").asInt(-1)).isZero();
    }

    @Test
    void openImagesHasItsOwnFiguresAndATreeExpandsThem() throws IOException {
        Files.writeString(folder.resolve("class-descriptions-boxable.csv"), "/m/a,Animal\n/m/d,Dog\n");
        Files.writeString(
                folder.resolve("val-annotations-bbox.csv"),
                "ImageID,LabelName,XMin,XMax,YMin,YMax\nx1,/m/d,0,.5,0,.5\n");
        Files.writeString(folder.resolve("val-image-sizes.csv"), "ImageID,Width,Height\nx1,40,40\n");
        Path tree = Files.writeString(
                folder.resolve("tree.json"),
                "{\"Subcategory\": [{\"LabelName\": \"/m/a\", \"Subcategory\": [{\"LabelName\": \"/m/d\"}]}]}");
        Path found = Files.writeString(
                folder.resolve("found.json"),
                "[{\"image_id\":\"x1\",\"category_id\":2,\"bbox\":[0,0,20,18],\"score\":0.9}]");
        String[] command = {"evaluate", "--data", folder.toString(), "--detections", found.toString(), "--json"};

        JsonNode plain = new ObjectMapper().readTree(CommandOutput.by(command).out());
        assertThat(plain.fieldNames()).toIterable().containsExactly("coco", "voc", "openImages");
        assertThat(plain.at("/openImages/mAP").asDouble()).isEqualTo(1);
        assertThat(plain.at("/openImages/perClass").toString()).isEqualTo("{\"Animal\":-1.0,\"Dog\":1.0}");

        String[] expanded = Arrays.copyOf(command, command.length + 2);
        expanded[command.length] = "--hierarchy";
        expanded[command.length + 1] = tree.toString();
        JsonNode above = new ObjectMapper().readTree(CommandOutput.by(expanded).out());
        assertThat(above.at("/openImages/expanded").asBoolean()).isTrue();
        assertThat(above.at("/openImages/mAP").asDouble()).isEqualTo(.5); // the animal was not said
        command[5] = "--metric=openimages";
        assertThat(CommandOutput.by(command).out()).contains("Open Images mAP, IoU .50             100.00");
    }

    @Test
    void unusableDataIsOneLineAndStatusThree() throws IOException {
        CommandOutput output = evaluate(results(6));
        assertThat(output.status()).isEqualTo(3);
        assertThat(output.err().lines())
                .singleElement()
                .asString()
                .endsWith("results.json: entry 0 (byte 1): unknown category id 6. Known: [5, 9]");
        assertThat(output.out()).isEmpty();
        assertThat(evaluate(folder.resolve("none.json")).status()).isEqualTo(3);
    }

    private CommandOutput evaluate(Path detections, String... more) throws IOException {
        Path truth = Files.writeString(folder.resolve("truth.json"), TRUTH);
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"evaluate", "--truth", truth.toString(), "--detections", detections.toString()},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandOutput.by(arguments);
    }

    private Path results(int category) throws IOException {
        // 20 x 18 of 20 x 20: an overlap of nine tenths, which nine of the ten thresholds accept
        return Files.writeString(
                folder.resolve("results.json"),
                "[{\"image_id\":1,\"category_id\":" + category + ",\"bbox\":[0,0,20,18],\"score\":0.9}]");
    }
}
