package dev.rebox.data.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestData;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat.Source;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.data.TestFolder;
import dev.rebox.data.VerifiedLabels;
import dev.rebox.data.check.Check;
import dev.rebox.data.check.OnError;
import dev.rebox.data.check.UsableData;
import dev.rebox.data.coco.CocoFile;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.subset.Fraction;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationIndexTest {
    @TempDir
    Path root;

    private final List<Problem> problems = new ArrayList<>();
    private Path json;
    private int read;

    @BeforeEach
    void scenes() {
        Scenes.write(root.resolve("scenes"), 12, 1, 3);
        json = root.resolve("scenes/train.json");
    }

    @Test
    void theImagesAreThoseOfThePlainReaderToTheField() {
        Dataset plain = new CocoFile(json, Optional.empty()).read("set", Problem::orThrow);

        Dataset first = open(json);
        Dataset second = open(json);

        assertThat(first).isEqualTo(plain);
        assertThat(second).isEqualTo(plain);
        assertThat(second.examples()).isInstanceOf(LazyExamples.class);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void realAnnotationsAreReadAlikeToo() throws IOException {
        Path real = Files.copy(TestData.needed("data/coco-people").resolve("train.json"), root.resolve("train.json"));
        Dataset plain = new CocoFile(real, Optional.empty()).read("set", problem -> {});

        assertThat(open(real)).isEqualTo(plain);
    }

    @Test
    void everyFieldComesBack() throws IOException {
        Path table = Path.of("data/train.csv");
        Places places =
                new Places(List.of(table, Path.of("other.csv")), Path.of("data"), Optional.of(Path.of("/pictures")));
        List<Example> all = List.of(
                new Example(
                        "ä",
                        Path.of("data/images/a.jpg"),
                        640,
                        480,
                        List.of(
                                new Annotation(
                                        new Box(-1.5, .1, 1e9, Double.MIN_VALUE),
                                        7,
                                        true,
                                        false,
                                        false,
                                        3,
                                        new Origin(table, 9, 123456789012L)),
                                new Annotation(new Box(0, 0, 2, 2), 1, false, true, false, 4, Origin.of(table, 3)),
                                new Annotation(
                                        new Box(0, 0, 2, 2),
                                        1,
                                        false,
                                        false,
                                        true,
                                        Double.NaN,
                                        Origin.NONE,
                                        null,
                                        true)),
                        Origin.of(Path.of("other.csv"), 5),
                        new VerifiedLabels(List.of(1, 600), List.of())),
                new Example("", Path.of("/pictures/b.jpg"), 0, 0, List.of()),
                new Example("c", Path.of("images/c.jpg"), 1, 1, List.of()),
                new Example("d", Path.of("/elsewhere/../d.jpg"), 1, 1, List.of()));
        Path file = root.resolve("index");

        IndexFile.write(
                file, () -> new Contents("key", LabelMap.of(List.of("x")), List.of(), List.of(true)), all, places);

        IndexFile.Open open = IndexFile.open(file, places);
        assertThat(open.examples()).isEqualTo(all);
        assertThat(open.contents().labels().names()).containsExactly("x");
        assertThatThrownBy(() -> open.examples().get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aMovedDataSetKeepsItsIndex() throws IOException {
        open(json);
        Path moved = root.resolve("moved");
        Files.move(root.resolve("scenes"), moved);

        Dataset there = open(moved.resolve("train.json"));

        assertThat(read).isEqualTo(1);
        assertThat(there.examples().get(3).image()).startsWith(moved).exists();
        assertThat(there.examples().get(3).origin().file()).isEqualTo(moved.resolve("train.json"));
    }

    @Test
    void problemsAreToldEachTimeItIsOpened() {
        Path file = new TestFolder(root).write("faulty.json", """
                {"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2}], "categories": [{"id": 1, "name": "dog"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3]},
                                 {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]}
                """).path("faulty.json");
        List<Problem> plain = new ArrayList<>();
        new CocoFile(file, Optional.empty()).read("set", plain::add);

        open(file);
        assertThat(problems).isEqualTo(plain).hasSize(2);
        problems.clear();
        open(file);
        assertThat(problems).isEqualTo(plain);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void anIndexIsMadeAgainWhereItIsDamagedCutOffOrOld() throws IOException {
        Dataset plain = open(json);
        Path index = root.resolve("scenes/.train.json.index");
        byte[] good = Files.readAllBytes(index);
        for (int at : new int[] {0, 9, 20, 60, good.length / 2, good.length - 1}) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            assertMadeAgain(index, bad, plain);
        }
        assertMadeAgain(
                index,
                ByteBuffer.allocate(good.length / 2)
                        .put(good, 0, good.length / 2)
                        .array(),
                plain);
        assertMadeAgain(index, new byte[0], plain);

        read = 0;
        Files.setLastModifiedTime(json, FileTime.fromMillis(1_000_000));
        assertThat(open(json)).isEqualTo(plain);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void itIsMadeAgainWhereImagesCameOrWent() throws IOException {
        Path image = open(json).examples().get(5).image();
        Files.move(image, image.resolveSibling("gone"));

        assertThat(open(json).examples().get(5).image()).doesNotExist();
        assertThat(read).isEqualTo(2);
        open(json);
        assertThat(read).isEqualTo(2);
        Files.move(image.resolveSibling("gone"), image);
        assertThat(open(json).examples().get(5).image()).exists();
        assertThat(read).isEqualTo(3);
    }

    @Test
    void anotherFolderOfImagesIsAnotherIndex() {
        open(json);
        Path images = root.resolve("scenes/images");
        Source source = new Source(json, "set", Optional.empty(), Optional.of(images));
        Dataset given = new AnnotationIndex(source, Dataset.Format.COCO, List.of(json))
                .open(problems::add, new CocoFile(json, Optional.of(images))::read);

        assertThat(given).isEqualTo(new CocoFile(json, Optional.of(images)).read("set", Problem::orThrow));
        open(json);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void nothingIsLeftBehindWhereTheAnnotationsCannotBeRead() throws IOException {
        Path file =
                new TestFolder(root).write("broken/x.json", "{\"images\": [").path("broken/x.json");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ":1: this is not well-formed JSON");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatIsMadeOfALargeSetIsThatOfASmallOne() {
        Dataset plain = new CocoFile(json, Optional.empty()).read("set", Problem::orThrow);
        Dataset large = open(json);

        assertThat(large.withoutDifficult()).isEqualTo(plain.withoutDifficult());
        LabelMap other = LabelMap.of(List.of("another", "red ball", "dog", "sign", "cup", "car"));
        List<String> names = new ArrayList<>(other.names());
        names.addAll(plain.labels().names());
        LabelMap more = LabelMap.of(names.stream().distinct().toList());
        assertLazy(large.alignedTo(more), plain.alignedTo(more));
        assertLazy(Fraction.of(large, .5, 1), Fraction.of(plain, .5, 1));
        assertLazy(
                UsableData.of(large, OnError.DROP).dataset(),
                UsableData.of(plain, OnError.DROP).dataset());
        assertThat(Check.cheap(large)).isEqualTo(Check.cheap(plain));
        assertLazy(Datasets.join(List.of(large, large)), Datasets.join(List.of(plain, plain)));
        assertThat(Check.overlap(plain, large)).hasSize(12);
    }

    private static void assertLazy(Dataset large, Dataset plain) {
        assertThat(large).isEqualTo(plain);
        assertThat(large.examples()).isInstanceOf(LazyExamples.class);
    }

    private void assertMadeAgain(Path index, byte[] bytes, Dataset plain) throws IOException {
        Files.write(index, bytes);
        read = 0;
        assertThat(open(json)).isEqualTo(plain);
        assertThat(read).isEqualTo(1);
    }

    private Dataset open(Path file) {
        Source source = new Source(file, "set", Optional.empty(), Optional.empty());
        return new AnnotationIndex(source, Dataset.Format.COCO, List.of(file)).open(problems::add, (boxes, told) -> {
            read++;
            return new CocoFile(file, Optional.empty()).read(boxes, told);
        });
    }
}
