package dev.rebox.data.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.TestFolder;
import dev.rebox.data.check.Check;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsTest {
    @TempDir
    Path root;

    private Dataset folder;
    private Path sharded;

    /** The same scenes in a folder, and in two archives without one. */
    @BeforeEach
    void scenes() throws IOException {
        Scenes.write(root.resolve("scenes"), 6, 1, 3);
        folder = Datasets.open(root.resolve("scenes/train.json").toString());
        sharded = Files.createDirectories(root.resolve("sharded"));
        Files.copy(root.resolve("scenes/train.json"), sharded.resolve("train.json"));
        Files.createDirectories(sharded.resolve("images"));
        for (int shard = 0; shard < 2; shard++) {
            TestTar tar = new TestTar();
            for (Example example : folder.examples().subList(3 * shard, 3 * shard + 3)) {
                tar.add(example.image().getFileName().toString(), Files.readAllBytes(example.image()))
                        .add(example.id() + ".json", "{}");
            }
            Files.write(sharded.resolve("images/shard-00000" + shard + ".tar"), tar.bytes());
        }
    }

    @Test
    void picturesAreFoundInArchivesAndAreTheSame() {
        Dataset data = Datasets.open(sharded.resolve("train.json").toString());

        for (int i = 0; i < 6; i++) {
            Example inside = data.examples().get(i);
            assertThat(inside.image().toString()).contains("shard-00000" + i / 3 + ".tar");
            RgbImage expected = ImageDecoder.read(folder.examples().get(i));
            assertThat(ImageDecoder.read(inside).rgb()).isEqualTo(expected.rgb());
        }
        assertThat(Check.cheap(data)).extracting(Problem::kind).doesNotContain(Problem.Kind.MISSING_IMAGE);
    }

    @Test
    void archivesMayBeGivenAsTheImages() throws IOException {
        Path file = Files.move(sharded.resolve("train.json"), root.resolve("train.json"));

        assertThat(Datasets.open(file.toString(), OpenOptions.images(sharded.resolve("images")))
                        .examples())
                .allMatch(example -> TarMember.of(example.image()).isPresent());
        assertThat(Datasets.open(file.toString(), OpenOptions.images(sharded.resolve("images/shard-000001.tar")))
                        .examples())
                .filteredOn(example -> TarMember.of(example.image()).isPresent())
                .hasSize(3);
    }

    @Test
    void anImageThatIsDamagedIsToldWithItsPlaceInTheArchive() throws IOException {
        Example first = folder.examples().get(0);
        String name = first.image().getFileName().toString();
        Path tar = sharded.resolve("images/shard-000000.tar");
        Files.write(tar, new TestTar().add(name, "no image").bytes());
        Example inside = Datasets.open(sharded.resolve("train.json").toString())
                .examples()
                .get(0);

        assertThatThrownBy(() -> ImageDecoder.read(inside))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("image " + first.id() + ": " + tar + "/@512+8/" + name + ": ");
    }

    @Test
    void aBrokenArchiveIsToldInALineWhereAnImageIsMissing() throws IOException {
        Path tar = sharded.resolve("images/shard-000000.tar");
        Files.write(tar, new byte[100]);

        assertThatThrownBy(() -> Datasets.open(sharded.resolve("train.json").toString()))
                .hasMessage(tar + ": the archive is cut off: it has no end mark");
    }

    @Test
    void openImagesIsReadFromArchivesToo() throws IOException {
        Files.createDirectories(sharded.resolve("validation"));
        new TestFolder(root).image("a1.png", 200, 100);
        Files.write(
                sharded.resolve("validation/shard-000000.tar"),
                new TestTar()
                        .add("a1.png", Files.readAllBytes(root.resolve("a1.png")))
                        .bytes());
        Files.delete(sharded.resolve("train.json"));
        TestFolder open = new TestFolder(sharded)
                .write(
                        "validation-annotations-bbox.csv",
                        "ImageID,LabelName,XMin,XMax,YMin,YMax\na1,/m/dog,0.5,1,0,0.5\n");

        assertThat(TestFolder.boxes(open.open(""))).isEqualTo(List.of("a1 /m/dog 100 0 200 50"));
    }
}
