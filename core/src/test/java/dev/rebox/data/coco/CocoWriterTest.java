package dev.rebox.data.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoWriterTest {
    private static final Annotation CUP = new Annotation(Box.ofSize(1.5, 2, 10, 20), 1, false, false, true, 150);

    @TempDir
    Path folder;

    @Test
    void writesImagesBoxesAndCategories() throws IOException {
        CocoWriter.write(folder.resolve("sub/cups.json"), dataset("42"));
        assertThat(Files.readString(folder.resolve("sub/cups.json")))
                .isEqualTo("{\"images\":[{\"id\":42,\"file_name\":\"cup.jpg\",\"width\":64,\"height\":48}],"
                        + "\"annotations\":[{\"id\":1,\"image_id\":42,\"category_id\":47,"
                        + "\"bbox\":[1.5,2.0,10.0,20.0],\"area\":150.0,\"iscrowd\":1}],"
                        + "\"categories\":[{\"id\":47,\"name\":\"cup\"}]}");
        assertThat(folder.resolve("sub").toFile().list())
                .as("no temporary file stays")
                .hasSize(1);
    }

    @Test
    void idsThatAreNoNumbersAreNumbered() throws IOException {
        CocoWriter.write(folder.resolve("cups.json"), dataset("2007_000027"));
        assertThat(Files.readString(folder.resolve("cups.json")))
                .contains("\"image_id\":1,")
                .contains("{\"id\":1,\"file_name\"");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> CocoWriter.write(file.resolve("cups.json"), dataset("1")))
                .isInstanceOf(ReboxException.class)
                .hasMessageContaining("cups.json");
    }

    private static Dataset dataset(String imageId) {
        Example example = new Example(imageId, Path.of("somewhere", "cup.jpg"), 64, 48, List.of(CUP));
        return new Dataset("cups", Dataset.Format.COCO, new LabelMap(List.of("cup"), List.of(47L)), List.of(example));
    }
}
