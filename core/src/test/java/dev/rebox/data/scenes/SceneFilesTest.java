package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestLanguage;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.check.Check;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFilesTest {
    @TempDir
    Path folder;

    @Test
    void theWrittenBoxesAreThoseOfTheScenes() {
        Scenes.write(folder, 3, 1, 11);
        Dataset train = Datasets.open(folder.resolve("train.json").toString());
        List<Scene> scenes = Scenes.generate(3, 11).toList();
        assertThat(train.labels()).isEqualTo(Scenes.labels());
        assertThat(train.examples()).extracting(Example::id).containsExactly("1", "2", "3");
        for (int i = 0; i < 3; i++) {
            assertThat(train.examples().get(i).annotations())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin", "segmentation")
                    .isEqualTo(scenes.get(i).annotations());
        }
    }

    @Test
    void theTestSceneHasTheNextNumberAndASoundImage() {
        Scenes.write(folder, 2, 1, 11);
        Dataset test = Datasets.open(folder.resolve("test.json").toString());
        assertThat(test.examples()).extracting(Example::id).containsExactly("3");
        assertThat(Check.cheap(test)).noneMatch(problem -> problem.isError());
        assertThat(Check.overlap(Datasets.open(folder.resolve("train.json").toString()), test))
                .isEmpty();
    }

    @Test
    void moreScenesBeginWithTheSameOnes() {
        assertThat(Scenes.generate(2, 8).map(Scene::annotations).toList())
                .isEqualTo(
                        Scenes.generate(5, 8).map(Scene::annotations).limit(2).toList());
    }

    @Test
    void imageNamesHavePlainDigitsInEveryLanguage() throws Throwable {
        TestLanguage.in(TestLanguage.EGYPTIAN, () -> Scenes.write(folder, 1, 0, 1));
        assertThat(folder.resolve("images/000001.jpg")).exists();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Scenes.write(file, 1, 1, 1))
                .isInstanceOf(ReboxException.class)
                .hasMessageStartingWith("cannot write scenes into " + file + ": ");
    }

    @Test
    void brightnessStopsAtBothEndsOfEachChannel() {
        assertThat(Scene.brighten(0x0080fe, 5)).isEqualTo(0x0585ff);
        assertThat(Scene.brighten(0x0380fe, -5)).isEqualTo(0x007bf9);
        assertThat(Scene.brighten(0x123456, 0)).isEqualTo(0x123456);
    }
}
