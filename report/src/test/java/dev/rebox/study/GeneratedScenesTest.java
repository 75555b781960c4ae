package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedScenesTest {
    private final GeneratedScenes scenes = new GeneratedScenes(3, 2, 1, 5, null);

    @TempDir
    Path folder;

    private Path weights;

    /** Weights that are there are not made anew. */
    @BeforeEach
    void writeWeights() throws IOException {
        weights = Files.writeString(folder.resolve("backbone-mobilenet_v1-0.25.safetensors"), "made before");
    }

    @Test
    void theFolderTellsHowTheyWereDrawn() {
        assertThat(scenes.folder(Path.of("study"))).isEqualTo(Path.of("study/generated-3-2-1-5"));
    }

    @Test
    void asManyAreDrawnAsAreAskedFor() throws IOException {
        scenes.make(folder, "mobilenet_v1", .25);
        assertThat(Datasets.open(folder.resolve("scenes/train.json").toString()).examples())
                .hasSize(3);
        assertThat(Datasets.open(folder.resolve("scenes/test.json").toString()).examples())
                .hasSize(2);
        assertThat(weights).hasContent("made before");
    }

    @Test
    void whatWasLeftHalfDrawnIsDrawnAnew() throws IOException {
        Path stray =
                Files.createDirectories(folder.resolve(".scenes.part/images")).resolve("stray.jpg");
        Files.writeString(stray, "half");
        scenes.make(folder, "mobilenet_v1", .25);
        assertThat(folder.resolve(".scenes.part")).doesNotExist();
        try (var images = Files.list(folder.resolve("scenes/images"))) {
            assertThat(images).hasSize(5);
        }
    }

    @Test
    void whatIsThereIsNotDrawnAgain() throws IOException {
        Path own = Files.createDirectories(folder.resolve("scenes")).resolve("train.json");
        Files.writeString(own, "my own");
        scenes.make(folder, "mobilenet_v1", .25);
        assertThat(own).hasContent("my own");
    }
}
