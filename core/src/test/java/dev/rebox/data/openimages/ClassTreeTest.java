package dev.rebox.data.openimages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.TestFolder;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassTreeTest {
    @TempDir
    Path root;

    @Test
    void allClassesAboveAreToldAndTheRootIsNone() {
        new TestFolder(root)
                .write("class-descriptions-boxable.csv", "/m/a,Animal\n/m/c,Carnivore\n/m/j,Jaguar\n/m/p,Pet\n")
                .write("tree.json", """
                        {"LabelName": "/m/root", "Subcategory": [
                          {"LabelName": "/m/a", "Subcategory": [
                            {"LabelName": "/m/c", "Subcategory": [{"LabelName": "/m/j"}], "Part": [{"LabelName": "/m/x"}]}]},
                          {"LabelName": "/m/p", "Subcategory": [{"LabelName": "/m/j"}]}]}
                        """);

        assertThat(ClassTree.ancestors(root.resolve("tree.json")))
                .isEqualTo(Map.of(
                        "Animal", Set.of(),
                        "Carnivore", Set.of("Animal"),
                        "Jaguar", Set.of("Animal", "Carnivore", "Pet"),
                        "Pet", Set.of()));
    }

    @Test
    void whatIsNoTreeIsToldInALine() {
        Path file = root.resolve("tree.json");
        new TestFolder(root).write("tree.json", "{\"LabelName\": 1}");
        assertThatThrownBy(() -> ClassTree.ancestors(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": this is no tree of classes: its root has no \"Subcategory\"");

        new TestFolder(root).write("tree.json", "{\"Subcategory\": [{}]}");
        assertThatThrownBy(() -> ClassTree.ancestors(file))
                .hasMessage(file + ": a class of the tree has no \"LabelName\"");

        new TestFolder(root)
                .write("tree.json", "{\"LabelName\": \"a\", \"Subcategory\": [".repeat(200) + "]}".repeat(200));
        assertThatThrownBy(() -> ClassTree.ancestors(file)).hasMessage(file + ": the tree has more than 100 levels");
    }
}
