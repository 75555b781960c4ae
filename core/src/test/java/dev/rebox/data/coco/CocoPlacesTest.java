package dev.rebox.data.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.TestFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the images of a COCO file lie, and folders of such files. */
class CocoPlacesTest {
    private static final String IMAGES = """
            {"id": 1, "file_name": "a.jpg", "width": 100, "height": 80},
            {"id": 2, "file_name": "b.jpg", "width": 60, "height": 40}""";
    private static final String CATEGORIES = "{\"id\": 1, \"name\": \"cat\"}";
    private static final String FIRST = """
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 20, 30, 40]}""";

    @TempDir
    Path root;

    private TestFolder folder;

    @BeforeEach
    void folder() {
        folder = new TestFolder(root).image("a.jpg", 100, 80).image("b.jpg", 60, 40);
    }

    private Dataset read(String images) {
        folder.write("set.json", set(images));
        return folder.open("set.json");
    }

    private static String set(String images) {
        return "{\"images\": [" + images + "], \"annotations\": [" + FIRST + "], \"categories\": [" + CATEGORIES + "]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"images/", "train2017/", "data/", "images/set/", "IMAGES/../images/"})
    void eachImageIsFoundByItself(String place) {
        folder.write("ann/x.txt", "").image("ann/" + place.replace("IMAGES/../", "") + "c.png", 10, 10);
        folder.image("ann/d.png", 10, 10);
        String file = place.startsWith("train2017") ? "ann/instances_train2017.json" : "ann/set.json";
        folder.write(
                file,
                "{\"images\": [{\"id\": 1, \"file_name\": \"c.png\"}, {\"id\": 2, \"file_name\": \"d.png\"}],"
                        + " \"annotations\": [], \"categories\": [" + CATEGORIES + "]}");
        assertThat(folder.open(file).examples()).allMatch(e -> java.nio.file.Files.exists(e.image()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C:\\\\photos\\\\a.jpg", "/home/somebody/photos/a.jpg", "photos\\\\a.jpg", "A.JPG", "./a.jpg"})
    void aPathOfAnotherMachineIsFoundByItsName(String name) {
        Dataset data = read("{\"id\": 1, \"file_name\": \"" + name + "\"}");
        assertThat(data.examples().get(0).image().normalize()).isEqualTo(root.resolve("a.jpg"));
    }

    @Test
    void cocosOwnLayoutIsAFolderOfSplits() {
        String set = set(IMAGES);
        folder.write("coco/annotations/instances_train2017.json", set)
                .write("coco/annotations/instances_val2017.json", set)
                .write("coco/annotations/captions_val2017.json", "{}")
                .image("coco/train2017/a.jpg", 100, 80)
                .image("coco/train2017/b.jpg", 60, 40);
        assertThat(folder.open("coco:train2017").examples())
                .extracting(e -> root.relativize(e.image()).toString())
                .containsExactly("coco/train2017/a.jpg", "coco/train2017/b.jpg");
        assertThatThrownBy(() -> folder.open("coco"))
                .hasMessage(root + "/coco: several COCO files are there; say which: " + root + "/coco:train2017, "
                        + root + "/coco:val2017");
        assertThatThrownBy(() -> folder.open("coco:train"))
                .hasMessageStartingWith(root + "/coco: there is no split 'train'.");
    }

    @Test
    void roboflowsFoldersAreSplits() {
        String set = set(IMAGES);
        folder.write("r/train/_annotations.coco.json", set)
                .image("r/train/a.jpg", 100, 80)
                .image("r/train/b.jpg", 60, 40);
        assertThat(folder.open("r:train").examples().get(0).image()).isEqualTo(root.resolve("r/train/a.jpg"));
        assertThat(folder.open("r").boxes()).isEqualTo(1);
    }
}
