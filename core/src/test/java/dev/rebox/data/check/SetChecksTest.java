package dev.rebox.data.check;

import static dev.rebox.data.TestFiles.image;
import static dev.rebox.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the whole set shows. */
class SetChecksTest {
    @TempDir
    Path root;

    private static Dataset set(List<String> classes, Example... examples) {
        return new Dataset("d", Dataset.Format.COCO, LabelMap.of(classes), List.of(examples));
    }

    private static Example example(Annotation... boxes) {
        return new Example("1", Path.of("1.jpg"), 100, 80, List.of(boxes));
    }

    private static Annotation box(double x1, double y1, double x2, double y2) {
        return Annotation.of(new Box(x1, y1, x2, y2), 1);
    }

    private static List<String> details(Dataset data, Kind kind) {
        List<ImageChecks> images = data.examples().stream()
                .map(e -> new ImageChecks(e, e.width(), e.height(), List.of()))
                .toList();
        return SetChecks.of(data, images).stream()
                .filter(p -> p.kind() == kind)
                .map(Problem::detail)
                .toList();
    }

    private static List<String> shift(Annotation... boxes) {
        return details(set(List.of("cat"), example(boxes)), Kind.SHIFTED_BOXES);
    }

    @Test
    void boxesThatEndBehindTheImageSeemShiftedForward() {
        assertThat(shift(box(1, 1, 101, 40), box(20, 20, 60, 81)))
                .singleElement()
                .satisfies(detail -> assertThat(detail)
                        .startsWith("the boxes seem to be shifted by +1 pixel: 2 end one pixel behind the image"));
    }

    @Test
    void oneBoxAtTheOtherBorderSpeaksAgainstAShift() {
        assertThat(shift(box(20, 20, 101, 40), box(0, 20, 50, 40))).isEmpty();
        assertThat(shift(box(-1, 20, 50, 40))).hasSize(1);
        assertThat(shift(box(-1, 20, 50, 40), box(20, 20, 100, 40))).isEmpty();
        assertThat(shift(box(20, 20, 50, 40))).isEmpty();
    }

    @Test
    void aClassHasFewBoxesBelowTwenty() {
        Annotation[] nineteen = Collections.nCopies(19, box(0, 0, 9, 9)).toArray(new Annotation[0]);
        Annotation[] twenty = Collections.nCopies(20, box(0, 0, 9, 9)).toArray(new Annotation[0]);
        assertThat(details(set(List.of("cat"), example(nineteen)), Kind.FEW_BOXES))
                .containsExactly("class 'cat' has only 19 boxes");
        assertThat(details(set(List.of("cat"), example(twenty)), Kind.FEW_BOXES))
                .isEmpty();
    }

    @Test
    void namesThatDifferByHyphensOrUnderscoresAreSimilar() {
        assertThat(details(set(List.of("fire-truck", "Fire_Truck", "firetrucks"), example()), Kind.SIMILAR_CLASS_NAMES))
                .containsExactly("classes 'fire-truck' and 'Fire_Truck' differ only by case or blanks: one class?");
    }

    @Test
    void anImageListedTwiceAndOneWithoutBoxesAreTold() {
        Dataset twice = set(List.of("cat"), example(box(0, 0, 9, 9)), example());
        assertThat(details(twice, Kind.DUPLICATE_IMAGE)).containsExactly("the image is listed twice");
        assertThat(details(twice, Kind.IMAGE_WITHOUT_ANNOTATION))
                .containsExactly("the image has no boxes; all of it counts as background");
    }

    @Test
    void anImageOfTwoYoloSplitsIsNamedWithBoth() throws IOException {
        image(root, "images/a.png", 50, 40);
        write(root, "labels/a.txt", "0 .5 .5 .2 .2\n");
        image(root, "images/b.png", 50, 41);
        write(root, "labels/b.txt", "0 .5 .5 .2 .2\n");
        write(root, "data.yaml", "train: images\nval: images/a.png\nnames: [cat]\n");
        assertThat(Check.full(root + ":train", OpenOptions.NONE, AnchorReach.STANDARD)
                        .problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::detail)
                .containsExactly("it is listed in " + root + ":train and in " + root + ":val");
    }

    @Test
    void joinedSetsThatShareAnImageAreToldByTheirNames() throws IOException {
        for (String set : List.of("one", "two")) {
            image(root, set + "/images/" + set + ".png", 50, 40);
            write(root, set + "/labels/" + set + ".txt", "0 .5 .5 .2 .2\n");
            write(root, set + "/data.yaml", "train: images\nnames: [cat]\n");
        }
        String one = root.resolve("one") + ":train";
        String two = root.resolve("two") + ":train";
        Check.Report report = Check.full(one + "+" + two, OpenOptions.NONE, AnchorReach.STANDARD);
        assertThat(report.hasErrors()).isTrue();
        assertThat(report.problems().get(0).detail())
                .isEqualTo(
                        "the same image as " + root.resolve("one/images/one.png") + " is in " + one + " and in " + two);
        assertThat(report.statistics().images()).isEqualTo(2);
    }

    @Test
    void sizesThatTheAnnotationLacksComeFromTheImage() throws IOException {
        Path file = image(root, "a.png", 50, 40);
        Example unknown = new Example("a", file, 0, 0, List.of(box(-.25, 10, 20, 40.25)));
        UsableData usable = UsableData.of(set(List.of("cat"), unknown), OnError.STOP);
        Example filled = usable.dataset().examples().get(0);
        assertThat(List.of(filled.width(), filled.height())).containsExactly(50, 40);
        assertThat(filled.annotations().get(0).box()).isEqualTo(new Box(0, 10, 20, 40));
        assertThat(usable.clipped()).as("rounding is not worth a word").isEmpty();
        assertThat(usable.dropped()).isEmpty();
    }

    @Test
    void oneErrorIsCountedAsOne() throws IOException {
        Path file = image(root, "a.png", 50, 40);
        Example bad = new Example("a", file, 50, 40, List.of(box(1, 1, 9, 9), box(5, 5, 5, 9)));
        assertThatThrownBy(() -> UsableData.of(set(List.of("cat"), bad), OnError.STOP))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("(1 error in all: './rebox check d' lists them, data.onError=drop leaves out"
                        + " what is faulty)");
    }
}
