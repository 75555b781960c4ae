package dev.rebox.data.voc;

import static dev.rebox.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a VOC folder belong together, and which have no counterpart. */
class VocPlacesTest {
    @TempDir
    Path root;

    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void threeAnnotatedImages() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            annotate(id, "dog");
            write(root, "JPEGImages/" + id + ".jpg", "");
        }
    }

    private void annotate(String id, String name) throws IOException {
        write(
                root,
                "Annotations/" + id + ".xml",
                "<annotation><object><name>" + name + "</name><bndbox><xmin>1</xmin><ymin>1</ymin>"
                        + "<xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>");
    }

    private List<String> ids(String split) {
        Dataset data = new VocFolder(root).read("set", Optional.ofNullable(split), problems::add);
        return data.examples().stream().map(Example::id).toList();
    }

    @Test
    void aSplitKeepsTheOrderOfItsListAndTakesFileNamesToo() throws IOException {
        write(root, "ImageSets/Main/train.txt", "c\n\nb.jpg 1\n");
        assertThat(ids("train")).containsExactly("c", "b");
        assertThat(ids(null)).containsExactly("a", "b", "c");
    }

    @Test
    void withoutListsEverySplitIsTheWholeFolder() {
        assertThat(ids("train")).containsExactly("a", "b", "c");
    }

    @Test
    void onlyTheUsualSplitsThatAreThereAreTold() throws IOException {
        write(root, "ImageSets/Main/test.txt", "b\n");
        write(root, "ImageSets/Main/train.txt", "a\nc\n");
        write(root, "ImageSets/Main/dog_train.txt", "a 1\nc -1\n");
        assertThat(new VocFolder(root).splits())
                .containsExactly(entry("train", List.of("a", "c")), entry("test", List.of("b")));
    }

    @Test
    void anUnknownSplitIsAnsweredWithTheKnownOnes() throws IOException {
        write(root, "ImageSets/Main/train.txt", "a\n");
        assertThatThrownBy(() -> ids("test"))
                .isInstanceOf(DataException.class)
                .hasMessage(root.resolve("ImageSets/Main/test.txt") + ": there is no split 'test'. Known: train");
    }

    @Test
    void aListedIdWithoutAnnotationIsAnError() throws IOException {
        write(root, "ImageSets/Main/train.txt", "a\nd\ne\n");
        write(root, "JPEGImages/d.jpg", "");
        assertThat(ids("train")).containsExactly("a");
        assertThat(problems)
                .filteredOn(Problem::isError)
                .extracting(Problem::toString)
                .containsExactly(
                        root.resolve("ImageSets/Main/train.txt")
                                + ":2: image d: the split lists it, but there is no annotation file "
                                + root.resolve("Annotations/d.xml"),
                        root.resolve("ImageSets/Main/train.txt")
                                + ":3: image e: the split lists it, but there is no annotation file "
                                + root.resolve("Annotations/e.xml") + ", nor an image");
    }

    @Test
    void imagesWithoutAnnotationAreToldInOrder() throws IOException {
        write(root, "JPEGImages/z.png", "");
        write(root, "JPEGImages/d.jpg", "");
        ids(null);
        assertThat(problems).extracting(Problem::image).containsExactly("d", "z");
        assertThat(problems).extracting(Problem::kind).containsOnly(Kind.IMAGE_WITHOUT_ANNOTATION);
    }

    @Test
    void theClassesOfALaterListAreTheSecondChoice() throws IOException {
        write(root, "labels.txt", "cat\ndog\n");
        assertThat(new VocFolder(root)
                        .read("set", Optional.empty(), problems::add)
                        .labels()
                        .names())
                .containsExactly("cat", "dog");
        write(root, "classes.txt", "dog\n");
        assertThat(new VocFolder(root)
                        .read("set", Optional.empty(), problems::add)
                        .labels()
                        .names())
                .containsExactly("dog");
    }

    @Test
    void aBoxOfAClassThatTheListLacksIsAProblemOfItsLine() throws IOException {
        write(root, "classes.txt", "dog\n");
        annotate("b", "dgo");
        assertThat(ids(null)).containsExactly("a", "b", "c");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.UNKNOWN_CLASS);
            assertThat(problem)
                    .hasToString(root.resolve("Annotations/b.xml") + ":1: image b: class 'dgo' is not in the"
                            + " folder's list of classes. Did you mean 'dog'?");
        });
    }

    @Test
    void aFaultyFileOfAnotherSplitIsNoProblemOfThisOne() throws IOException {
        write(root, "ImageSets/Main/train.txt", "a\n");
        write(root, "Annotations/b.xml", "<oops");
        assertThat(ids("train")).containsExactly("a");
        assertThat(problems).isEmpty();
    }

    @Test
    void aFolderWithoutAnnotationsIsRefused() {
        Path elsewhere = root.resolve("JPEGImages");
        assertThatThrownBy(() -> new VocFolder(elsewhere))
                .isInstanceOf(DataException.class)
                .hasMessage(elsewhere
                        + ": this is not a VOC data set: it needs Annotations/ with XML files and JPEGImages/,"
                        + " or XML files beside the images");
    }
}
