package dev.rebox.data.coco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoRoundTripTest {
    @TempDir
    Path folder;

    private Dataset readBack(Dataset data) {
        Path file = folder.resolve("set.json");
        CocoWriter.write(file, data);
        return new CocoFile(file, Optional.of(folder)).read("again", problem -> {
            throw new AssertionError(problem.toString());
        });
    }

    private static Example example(String id, Annotation... annotations) {
        return new Example(id, Path.of("far", id + ".jpg"), 64, 48, List.of(annotations));
    }

    private static Dataset dataset(Example... examples) {
        LabelMap labels = new LabelMap(List.of("cat", "wild \"dog\""), List.of(3L, 90L));
        return new Dataset("set", Dataset.Format.COCO, labels, List.of(examples));
    }

    @Test
    void everyFieldThatCocoKnowsComesBack() {
        Annotation thin = new Annotation(new Box(1.25, 2, 11.5, 22.75), 2, false, false, false, 99.5);
        Annotation crowd = new Annotation(new Box(-1, 0, 3, 4), 1, false, false, true, 16);
        Dataset again = readBack(dataset(example("12", thin, crowd), example("7")));
        assertThat(again.labels()).isEqualTo(dataset().labels());
        assertThat(again.examples()).extracting(Example::id).containsExactly("12", "7");
        Example first = again.examples().get(0);
        assertThat(first.image()).isEqualTo(folder.resolve("12.jpg"));
        assertThat(List.of(first.width(), first.height())).containsExactly(64, 48);
        assertThat(first.annotations())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin")
                .containsExactly(thin, crowd);
    }

    @Test
    void annotationsAreNumberedFromOneThroughAllImages() {
        Annotation cat = Annotation.of(new Box(0, 0, 2, 2), 1);
        Dataset again = readBack(dataset(example("1", cat, cat), example("2", cat)));
        assertThat(again.examples().stream()
                        .flatMap(e -> e.annotations().stream())
                        .map(a -> a.origin().id()))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void idsThatAreNoNumbersAreNumberedInTheirOrder() {
        assertThat(readBack(dataset(example("9"), example("x"))).examples())
                .extracting(Example::id)
                .containsExactly("1", "2");
    }

    @Test
    void idsThatAreOneNumberInTwoSpellingsStayTwoImages() {
        Annotation cat = Annotation.of(new Box(0, 0, 2, 2), 1);
        Dataset again = readBack(dataset(example("7", cat), example("007", cat)));
        assertThat(again.examples()).hasSize(2).allSatisfy(e -> assertThat(e.annotations())
                .hasSize(1));
    }

    @Test
    void anEmptySetKeepsItsClasses() {
        Dataset again = readBack(dataset());
        assertThat(again.examples()).isEmpty();
        assertThat(again.labels().names()).containsExactly("cat", "wild \"dog\"");
    }
}
