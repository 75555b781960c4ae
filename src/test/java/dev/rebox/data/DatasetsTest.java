package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                .containsExactly(new DatasetPath(odd, java.util.Optional.empty()));
        assertThat(DatasetPath.parseAll(odd + ":val+" + root + ":x"))
                .extracting(DatasetPath::toString)
                .containsExactly(odd + ":val", root + ":x");
    }

    @Test
    void whatIsNotThereOrNoDataSetIsNamed() {
        assertThatThrownBy(() -> Datasets.open(root + "/nothing:train")).hasMessageContaining("there is no " + root);
        assertThatThrownBy(() -> Datasets.open(root.toString())).hasMessageContaining("is no known data set");
    }
}
