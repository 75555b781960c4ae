package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.subset.Share;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path root;

    private static Dataset set(String folder, LabelMap labels, int label) {
        Annotation box = Annotation.of(new Box(0, 0, 2, 2), label);
        Example example = new Example("1", Path.of(folder, "1.jpg"), 8, 8, List.of(box));
        return new Dataset(folder, Dataset.Format.COCO, labels, List.of(example));
    }

    @Test
    void joinedSetsShareOneLabelMapByName() {
        Dataset a = set("a", new LabelMap(List.of("cat", "dog"), List.of(17L, 18L)), 2);
        Dataset b = set("b", new LabelMap(List.of("dog", "bird"), List.of(18L, 16L)), 2);
        Dataset joined = Datasets.join(List.of(a, b));
        assertThat(joined.labels().names()).containsExactly("cat", "dog", "bird");
        assertThat(joined.labels().ids()).containsExactly(17L, 18L, 16L);
        assertThat(joined.examples().get(1).annotations().get(0).label()).isEqualTo(3);
        assertThat(joined.examples()).extracting(Example::id).containsExactly("1", "1@2");
        assertThat(joined.name()).isEqualTo("a+b");
    }

    @Test
    void contradictingCategoryIdsAreNumberedAnew() {
        Dataset a = set("a", new LabelMap(List.of("cat"), List.of(1L)), 1);
        Dataset b = set("b", new LabelMap(List.of("dog"), List.of(1L)), 1);
        assertThat(Datasets.join(List.of(a, b)).labels().ids()).containsExactly(1L, 2L);
    }

    @Test
    void alignmentToAnotherLabelMapGoesByName() {
        Dataset test = set("test", LabelMap.of(List.of("bird", "dog")), 2);
        assertThat(test.alignedTo(LabelMap.of(List.of("dog", "zebra")))
                        .examples()
                        .get(0)
                        .annotations()
                        .get(0)
                        .label())
                .isEqualTo(1);
        assertThatThrownBy(() -> test.alignedTo(LabelMap.of(List.of("dogs"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("image 1")
                .hasMessageContaining("Did you mean 'dogs'?");
    }

    @Test
    void anAddressIsTakenApart() throws IOException {
        Path odd = Files.createDirectories(root.resolve("a:b/Annotations")).getParent();
        assertThat(DatasetPath.parseAll(odd.toString()))
                .containsExactly(new DatasetPath(odd, Optional.empty(), Optional.empty()));
        assertThat(DatasetPath.parseAll(odd + ":val+" + root + ":x"))
                .extracting(DatasetPath::toString)
                .containsExactly(odd + ":val", root + ":x");
        assertThat(DatasetPath.parseAll(odd + ":val:12.5%+" + root + ":-10%"))
                .containsExactly(
                        new DatasetPath(odd, Optional.of("val"), Optional.of(new Share(12.5, false))),
                        new DatasetPath(root, Optional.empty(), Optional.of(new Share(10, true))));
        assertThat(DatasetPath.parseAll(odd + ":val:12.5%+" + root + ":-10%"))
                .extracting(DatasetPath::toString)
                .containsExactly(odd + ":val:12.5%", root + ":-10%");
        assertThatThrownBy(() -> DatasetPath.parseAll(root + ":100%")).hasMessageContaining("below 100%");
    }

    @Test
    void aPartAndTheRestAreTheWhole() {
        Scenes.write(root, 9, 1, 0);
        String train = root.resolve("train.json").toString();
        List<Example> all = Datasets.open(train).examples();
        Dataset third = Datasets.open(train + ":33.3%");
        Dataset rest = Datasets.open(train + ":-33.3%");
        assertThat(third.examples()).hasSize(3);
        assertThat(rest.examples()).hasSize(6).doesNotContainAnyElementsOf(third.examples());
        assertThat(all).containsAll(third.examples()).containsAll(rest.examples());
        assertThat(third.labels()).isEqualTo(rest.labels());
        assertThatThrownBy(() -> Datasets.open(root.resolve("test.json") + ":50%"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 images cannot be parted");
    }

    @Test
    void whatIsNotThereOrNoDataSetIsNamed() {
        assertThatThrownBy(() -> Datasets.open(root + "/nothing:train")).hasMessageContaining("there is no " + root);
        assertThatThrownBy(() -> Datasets.open(root.toString())).hasMessageContaining("is not a known data set");
    }

    @Test
    void aPlusMayBePartOfAName() {
        TestFolder folder = new TestFolder(root);
        for (String set : List.of("a", "a+b", "a+b+c")) {
            folder.write(set + "/Annotations/x.xml", TestFolder.voc(10, 10, set + " 1 1 5 5"))
                    .write(set + "/ImageSets/Main/train.txt", "x\n")
                    .image(set + "/JPEGImages/x.png", 10, 10);
        }
        assertThat(folder.open("a+b:train").labels().names()).containsExactly("a+b");
        assertThat(folder.open("a+b+c").labels().names()).containsExactly("a+b+c");
        assertThat(Datasets.open(root + "/a+b:train+" + root + "/a:train+" + root + "/a+b+c")
                        .labels()
                        .names())
                .containsExactly("a+b", "a", "a+b+c");
    }

    @Test
    void aNameThatIsNearlyRightIsAnswered() {
        new TestFolder(root).write("photos.json", "{}");
        assertThatThrownBy(() -> Datasets.open(root + "/photo.json"))
                .hasMessage("data set '" + root + "/photo.json' not found: there is no " + root
                        + "/photo.json. Did you mean 'photos.json'?");
    }
}
