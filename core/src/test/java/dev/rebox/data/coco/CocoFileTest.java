package dev.rebox.data.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoFileTest {
    /** The annotations come before what they speak of. */
    private static final String FILE = """
            {"annotations": [
              {"id": 7, "image_id": 42, "category_id": 18, "bbox": [10, 20, 30.5, 40], "area": 600.25,
               "segmentation": [[1, 2, 3, 4]], "iscrowd": 0},
              {"id": 8, "image_id": 42, "category_id": 1, "bbox": [0, 0, 5, 5], "iscrowd": 1,
               "segmentation": {"counts": [1, 2], "size": [3, 4]}}
             ],
             "categories": [{"id": 18, "name": "dog"}, {"id": 1, "name": "person", "supercategory": "x"}],
             "info": {"year": 2017},
             "images": [{"id": 42, "file_name": "b.jpg", "width": 100, "height": 80},
                        {"id": 9, "file_name": "a.jpg", "width": 64, "height": 48}]}
            """;

    @TempDir
    Path root;

    private String file(String text) throws IOException {
        return Files.writeString(root.resolve("set.json"), text).toString();
    }

    @Test
    void keysMayStandInAnyOrder() throws IOException {
        Dataset data = Datasets.open(file(FILE));
        assertThat(data.labels().names()).containsExactly("person", "dog");
        assertThat(data.labels().ids()).containsExactly(1L, 18L);
        assertThat(data.examples()).extracting(Example::id).containsExactly("42", "9");
        Annotation dog = data.examples().get(0).annotations().get(0);
        assertThat(dog.box()).isEqualTo(new Box(10, 20, 40.5, 60));
        assertThat(dog.label()).isEqualTo(2);
        assertThat(dog.area()).isEqualTo(600.25);
        assertThat(dog.origin().id()).isEqualTo(7);
        Annotation crowd = data.examples().get(0).annotations().get(1);
        assertThat(crowd.crowd()).isTrue();
        assertThat(crowd.area()).isEqualTo(25);
        assertThat(data.examples().get(1).annotations()).isEmpty();
    }

    @Test
    void imagesLieInImagesOrBesideOrWhereTold() throws IOException {
        String file = file(FILE);
        assertThat(first(Datasets.open(file))).isEqualTo(root.resolve("images/b.jpg"));
        Files.createFile(root.resolve("b.jpg"));
        assertThat(first(Datasets.open(file))).isEqualTo(root.resolve("b.jpg"));
        Path elsewhere = root.resolve("elsewhere");
        assertThat(first(Datasets.open(file, OpenOptions.images(elsewhere)))).isEqualTo(elsewhere.resolve("b.jpg"));
    }

    private static Path first(Dataset data) {
        return data.examples().get(0).image();
    }

    @Test
    void faultsAreNamedWithTheirLine() throws IOException {
        assertThatThrownBy(() -> Datasets.open(file(FILE.replace("\"bbox\": [0, 0, 5, 5],", ""))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "set.json:4: image 42: annotation 8: its \"bbox\" is not four numbers [x, y, width, height], and it"
                                + " has no polygon (image file b.jpg)");
        assertThatThrownBy(() -> Datasets.open(file(FILE.substring(0, 300))))
                .hasMessageContaining("set.json:7: this is not well-formed JSON");
        assertThatThrownBy(() -> Datasets.open(file(FILE.replace("\"category_id\": 1,", "\"category_id\": 2,"))))
                .hasMessageContaining("annotation 8")
                .hasMessageContaining("no entry with the id 2");
        assertThatThrownBy(() -> Datasets.open(file("{\"images\": []}"))).hasMessageContaining("no \"annotations\"");
        assertThatThrownBy(() -> Datasets.open(file(FILE) + ":train")).hasMessageContaining("no split 'train'");
    }

    @Test
    void aBoxOfAnUnknownImageIsLeftOut() throws IOException {
        Dataset data = Datasets.open(
                file(FILE.replace("\"image_id\": 42, \"category_id\": 1,", "\"image_id\": 5,\"category_id\": 1,")));
        assertThat(data.boxes()).isEqualTo(1);
    }
}
