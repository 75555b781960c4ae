package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.scenes.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsCommandTest {
    /** The sizes and boxes of a real VOC annotation: aeroplanes and people in 500 x 281 pixels. */
    private static final int[][] BOXES = {
        {1, 104, 78, 375, 183}, {1, 133, 88, 197, 123}, {2, 195, 180, 213, 229}, {2, 26, 189, 44, 238}
    };

    @TempDir
    Path folder;

    private int status;
    private String out;
    private String err;

    @BeforeEach
    void writeVoc() throws IOException {
        StringBuilder xml = new StringBuilder("<annotation><filename>airport.jpg</filename>"
                + "<size><width>500</width><height>281</height><depth>3</depth></size>");
        for (int[] b : BOXES) {
            xml.append("<object><name>")
                    .append(b[0] == 1 ? "aeroplane" : "person")
                    .append(
                            "</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>"
                                    .formatted(b[1], b[2], b[3], b[4]));
        }
        Files.createDirectories(folder.resolve("voc/Annotations"));
        Files.createDirectories(folder.resolve("voc/JPEGImages"));
        Files.writeString(folder.resolve("voc/Annotations/airport.xml"), xml + "</annotation>");
    }

    @Test
    void softLabelsEqualAHandCalculation() throws IOException {
        // Boxes, 0-based: aeroplanes (103,77)-(375,183) and, inside it, (132,87)-(197,123);
        // people (194,179)-(213,229) and (25,188)-(44,238), of which 19 x 4 lies under the first aeroplane.
        // Whole image: 500 x 281 = 140500; aeroplanes 272 x 106 = 28832; people 2 x 19 x 50 = 1900;
        // union 28832 + 1900 - 19 x 4 = 30656; free 109844.
        double free = Math.sqrt(109844);
        double planes = Math.sqrt(28832);
        double people = Math.sqrt(1900);
        JsonNode image = json("labels", voc(), "--window", "0,0,500,281", "--window", "25,188,44,238", "--json")
                .path("images")
                .get(0);
        double sum = free + planes + people;
        numbers(image.at("/windows/0/label"), free / sum, planes / sum, people / sum);
        numbers(image.at("/windows/1/label"), 0, 0, 1);
        numbers(image.at("/windows/1/box"), 25, 188, 44, 238);
        assertThat(image.path("id").asText()).isEqualTo("airport");
        assertThat(image.path("width").asInt()).isEqualTo(500);
        assertThat(image.path("height").asInt()).isEqualTo(281);
    }

    @Test
    void closenessOfTwoClassesIsAllTheOther() throws IOException {
        JsonNode document = json("labels", voc(), "--json");
        assertThat(document.path("classes"))
                .extracting(JsonNode::asText)
                .containsExactly("background", "aeroplane", "person");
        JsonNode boxes = document.at("/images/0/boxes");
        assertThat(boxes)
                .extracting(b -> b.path("class").asText())
                .containsExactly("aeroplane", "aeroplane", "person", "person");
        numbers(boxes.at("/0/box"), 103, 77, 375, 183);
        numbers(boxes.at("/0/closeness"), 0, 0, 1);
        numbers(boxes.at("/3/closeness"), 0, 1, 0);
        assertThat(document.at("/images/0/windows")).hasSize(64);
    }

    @Test
    void foregroundEqualsAHandCalculation() throws IOException {
        JsonNode foreground = json("labels", voc(), "--json").at("/images/0/foreground");
        assertThat(foreground.path("mask")).hasSize(64);
        assertThat(foreground.path("weight")).hasSize(64);
        // The large aeroplane: x from floor(13.184) = 13 to floor(48 + .99) = 48; y from floor(17.54) = 17 to
        // floor(41.68 + .99) = 42: 36 x 26 cells.
        assertThat(foreground.at("/mask/17").asText()).isEqualTo("0".repeat(13) + "1".repeat(36) + "0".repeat(15));
        assertThat(foreground.at("/mask/16").asText()).isEqualTo("0".repeat(64));
        // The first person: x floor(24.83) = 24 to floor(27.264 + .99) = 28; y floor(40.77) = 40 to floor(52.16 + .99)
        // = 53: 5 x 14 cells, of which rows 40 to 42 lie in the aeroplane's. A ratio of weights is one of cell numbers.
        double person = foreground.at("/weight/50/25").asDouble();
        double free = foreground.at("/weight/0/0").asDouble();
        double plane = foreground.at("/weight/17/13").asDouble();
        assertThat(person / free).isEqualTo(4096 / 70.0, within(1e-3));
        assertThat(person / plane).isEqualTo(36 * 26 / 70.0, within(1e-3));
        assertThat(foreground.at("/weight/41/25").asDouble()).isEqualTo(person);
    }

    @Test
    void equalSeedsDrawEqualWindows() throws IOException {
        JsonNode once = json("labels", voc(), "--json", "--seed", "4");
        assertThat(json("labels", voc(), "--json", "--seed", "4")).isEqualTo(once);
        assertThat(json("labels", voc(), "--json", "--seed", "5")).isNotEqualTo(once);
        assertThat(json("labels", voc(), "--json", "--count", "3").at("/images/0/windows"))
                .hasSize(3);
    }

    @Test
    void peopleGetATable() {
        run("labels", voc(), "--window", "25,188,44,238");
        assertThat(status).isZero();
        assertThat(out)
                .contains("airport, 500 x 281")
                .containsPattern("aeroplane +103.0 77.0 375.0 183.0 +person 1.000")
                .containsPattern("1 +25.0 188.0 44.0 238.0 +person 1.000")
                .contains("of 4096 cells");
    }

    @Test
    void imagesAreChosenAndDrawn() throws IOException {
        Scenes.write(folder.resolve("scenes"), 7, 0, 1);
        String train = folder.resolve("scenes/train.json").toString();
        run("labels", train);
        assertThat(out.lines().filter(line -> line.endsWith("320 x 240"))).hasSize(5);
        assertThat(err).contains("5 of 7 images");
        run(
                "labels",
                train,
                "--image",
                "7",
                "--image",
                "2",
                "--out",
                folder.resolve("drawn").toString());
        assertThat(out.lines().filter(line -> line.endsWith("320 x 240")))
                .containsExactly("7, 320 x 240", "2, 320 x 240");
        assertThat(folder.resolve("drawn").toFile().list()).containsExactlyInAnyOrder("7.png", "2.png");
        assertThat(json("labels", train, "--json", "--limit", "6").path("images"))
                .hasSize(6);
    }

    @Test
    void wrongUsageAndUnknownImagesAreOneLine() {
        run("labels", voc(), "--window", "5,5,5,9");
        assertThat(status).isEqualTo(2);
        assertThat(err).contains("'5,5,5,9' is not a window");
        run("labels", voc(), "--count", "0");
        assertThat(status).isEqualTo(2);
        assertThat(err).contains("at least 1");
        run("labels", voc(), "--image", "airprot");
        assertThat(status).isEqualTo(3);
        assertThat(err).contains("image 'airprot' is not in").contains("Did you mean 'airport'?");
        run("labels", voc(), "--json", "--out", folder.resolve("drawn").toString());
        assertThat(status).as("there is no image to draw on").isEqualTo(3);
        assertThat(err).contains("airport").doesNotContain("JsonMapping");
    }

    @Test
    void augmentedLabelsAreThoseOfWhatTheNetworkSees() throws IOException {
        Scenes.write(folder.resolve("scenes"), 3, 1, 5);
        String scenes = folder.resolve("scenes/train.json").toString();
        String[] whole = {"labels", scenes, "--augmented", "shorterSide=120", "longerSide=200", "flip=false", "--json"};
        JsonNode plain = json(whole).path("images").get(0);
        assertThat(Math.min(plain.path("width").asInt(), plain.path("height").asInt()))
                .isEqualTo(120);
        // A turned image has its sides and boxes turned, and the same epoch is always turned alike.
        String[] turned = {
            "labels", scenes, "--augmented", "shorterSide=120", "longerSide=200", "flip=false", "turn=1", "--json"
        };
        JsonNode images = json(turned).path("images");
        assertThat(json(turned).path("images")).isEqualTo(images);
        boolean swapped = false;
        for (JsonNode image : images) {
            swapped |= image.path("height").asInt() > image.path("width").asInt();
            assertThat(image.path("boxes").size()).isPositive();
        }
        assertThat(swapped).isTrue();
        run(
                "labels",
                scenes,
                "--augmented",
                "mosaic=1",
                "--limit",
                "1",
                "--out",
                folder.resolve("drawn").toString());
        assertThat(status).as(err).isZero();
        assertThat(folder.resolve("drawn")).isDirectoryContaining("glob:**.png");
    }

    @Test
    void settingsOfATrainingNeedAugmented() {
        run("labels", voc(), "augment.crop=1");
        assertThat(status).isEqualTo(2);
        assertThat(err.strip()).isEqualTo("rebox: settings of a training and --epoch belong to --augmented");
        run("labels", voc(), "--augmented", "augment.crop=2");
        assertThat(status).isEqualTo(2);
        assertThat(err).contains("augment.crop: 2.0 is not from 0 to 1.");
    }

    private String voc() {
        return folder.resolve("voc").toString();
    }

    private JsonNode json(String... args) throws IOException {
        run(args);
        assertThat(status).as(err).isZero();
        return new ObjectMapper().readTree(out);
    }

    private void run(String... args) {
        CommandOutput output = CommandOutput.by(args);
        status = output.status();
        out = output.out();
        err = output.err();
    }

    private static void numbers(JsonNode array, double... expected) {
        assertThat(array).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(array.get(i).asDouble()).isEqualTo(expected[i], within(1e-9));
        }
    }
}
