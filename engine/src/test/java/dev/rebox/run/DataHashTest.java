package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHashTest {
    private static final Box BOX = new Box(1, 2, 3, 4);
    private static final Annotation CAT = Annotation.of(BOX, 1);

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void image() throws IOException {
        image = Files.writeString(folder.resolve("a.jpg"), "12345");
    }

    private static String hash(List<String> classes, Example... examples) {
        return DataHash.of(new Dataset("d", Dataset.Format.COCO, LabelMap.of(classes), List.of(examples)));
    }

    private Example example(Annotation... annotations) {
        return new Example("1", image, 10, 9, List.of(annotations));
    }

    private String plain() {
        return hash(List.of("cat", "dog"), example(CAT));
    }

    @Test
    void whatTrainingSeesChangesIt() {
        List<String> classes = List.of("cat", "dog");
        Stream<String> others = Stream.of(
                hash(List.of("dog", "cat"), example(CAT)),
                hash(classes, example(CAT.withLabel(2))),
                hash(classes, example(Annotation.of(new Box(1, 2, 3, 4.5), 1))),
                hash(classes, example(new Annotation(BOX, 1, true, false, false, 4))),
                hash(classes, example(new Annotation(BOX, 1, false, false, true, 4))),
                hash(classes, example(CAT, CAT)),
                hash(classes, example()),
                hash(classes),
                hash(classes, example(CAT).withId("2")),
                hash(classes, new Example("1", image, 11, 9, List.of(CAT))),
                hash(classes, new Example("1", image, 10, 8, List.of(CAT))),
                hash(classes, example(CAT), example(CAT)));
        assertThat(others.distinct()).hasSize(12).doesNotContain(plain());
    }

    @Test
    void theOrderOfImagesMatters() {
        Example other = example().withId("2");
        List<String> classes = List.of("cat");
        assertThat(hash(classes, example(CAT), other)).isNotEqualTo(hash(classes, other, example(CAT)));
    }

    @Test
    void anImageOfAnotherLengthChangesIt() throws IOException {
        String before = plain();
        Files.writeString(image, "123456");
        assertThat(plain()).isNotEqualTo(before);
    }

    @Test
    void whereItLiesDoesNot() throws IOException {
        Path moved = Files.copy(image, folder.resolve("b.jpg"));
        Annotation read = new Annotation(BOX, 1, false, true, false, 99, new Origin(moved, 7, 8));
        Example example = new Example("1", moved, 10, 9, List.of(read), Origin.of(moved));
        assertThat(hash(List.of("cat", "dog"), example)).isEqualTo(plain());
    }
}
