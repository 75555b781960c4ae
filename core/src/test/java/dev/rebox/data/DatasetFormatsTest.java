package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.check.Check;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFormatsTest {
    @TempDir
    Path folder;

    @Test
    void aFormatIsAddedWithoutTouchingTheProgram() throws IOException {
        Path file = folder.resolve("cars.rows");
        Files.writeString(file, "a.jpg 1 2 30 40 car\na.jpg 5 5 9 9 dog\nb.jpg 0 0 8 8 car\n");

        Dataset data = Datasets.open(file.toString());

        assertThat(data.format().name()).isEqualTo("rows");
        assertThat(data.labels().names()).containsExactly("car", "dog");
        assertThat(data.examples()).extracting(Example::id).containsExactly("a.jpg", "b.jpg");
        assertThat(data.examples().get(0).annotations().get(0).box()).isEqualTo(new Box(1, 2, 30, 40));
        assertThat(Check.cheap(data)).extracting(Problem::kind).contains(Problem.Kind.MISSING_IMAGE);
        assertThat(Datasets.splits(file.toString(), OpenOptions.NONE)).isEmpty();
    }

    @Test
    void whatNoFormatRecognisesIsToldWithAllThatAreKnown() {
        assertThatThrownBy(() -> Datasets.open(folder.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + " is not a known data set: give a ")
                .hasMessageContaining(
                        "or with XML files beside the images (VOC), a folder of LabelMe's JSON files, Label Studio's"
                                + " JSON, a JSON file (COCO), a data.yaml (YOLO), CVAT's annotations.xml")
                .hasMessageContaining("a .rows file")
                .hasMessageEndingWith(", or say --format");
    }

    @Test
    void aFormatIsFoundByItsName() {
        assertThat(List.of("voc", "coco", "yolo"))
                .allSatisfy(name ->
                        assertThat(DatasetFormats.named(name).format().name()).isEqualTo(name));
        assertThatThrownBy(() -> DatasetFormats.named("cocoo"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("coco");
    }
}
