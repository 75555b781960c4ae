package dev.rebox.data.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocFolderTest {
    @TempDir
    Path root;

    @BeforeEach
    void twoImages() throws IOException {
        write("Annotations/a.xml", """
                <annotation>
                  <size><width>100</width><height>80</height><depth>3</depth></size>
                  <object><name>dog</name><truncated>1</truncated><difficult>0</difficult>
                    <part><name>head</name><bndbox><xmin>1</xmin></bndbox></part>
                    <bndbox><xmin>11</xmin><ymin>21</ymin><xmax>30</xmax><ymax>60</ymax></bndbox></object>
                  <object><name>cat</name><difficult>1</difficult>
                    <bndbox><xmax>99.5</xmax><xmin>50.5</xmin><ymin>1</ymin><ymax>80</ymax></bndbox></object>
                </annotation>
                """);
        write("Annotations/b.xml", "<annotation><filename>b.jpg</filename></annotation>");
        write("JPEGImages/b.png", "");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aFolderMayBePartedWithTheClassesOfTheWhole() {
        Dataset half = Datasets.open(root + ":50%");
        Dataset rest = Datasets.open(root + ":-50%");
        assertThat(half.examples()).hasSize(1);
        assertThat(rest.examples()).hasSize(1).doesNotContainAnyElementsOf(half.examples());
        assertThat(half.labels()).isEqualTo(rest.labels());
    }

    @Test
    void boxesBecomeZeroBasedAndKeepTheirWidth() {
        Dataset data = Datasets.open(root.toString());
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        Example a = data.examples().get(0);
        assertThat(a.id()).isEqualTo("a");
        assertThat(a.image()).isEqualTo(root.resolve("JPEGImages/a.jpg"));
        assertThat(List.of(a.width(), a.height())).containsExactly(100, 80);
        assertThat(a.annotations().get(0).box()).isEqualTo(new Box(10, 20, 30, 60));
        assertThat(a.annotations().get(0).label()).isEqualTo(2);
        assertThat(a.annotations().get(0).truncated()).isTrue();
        assertThat(a.annotations().get(1).box()).isEqualTo(new Box(49.5, 0, 99.5, 80));
        assertThat(a.annotations().get(1).difficult()).isTrue();
        assertThat(a.annotations().get(1).origin().line()).isEqualTo(6);
    }

    @Test
    void anImageWithoutObjectsIsKept() {
        Example b = Datasets.open(root.toString()).examples().get(1);
        assertThat(b.annotations()).isEmpty();
        assertThat(b.width()).isZero();
        assertThat(b.image()).isEqualTo(root.resolve("JPEGImages/b.png"));
    }

    @Test
    void aSplitKeepsTheLabelMapOfTheWholeFolder() throws IOException {
        write("ImageSets/Main/val.txt", "b\n");
        write("ImageSets/Main/dog_val.txt", "a  1\nb -1\n");
        assertThat(Datasets.open(root + ":val").labels().names()).containsExactly("cat", "dog");
        assertThat(Datasets.open(root + ":val").examples())
                .extracting(Example::id)
                .containsExactly("b");
        assertThat(Datasets.open(root + ":dog_val").examples())
                .extracting(Example::id)
                .containsExactly("a");
        assertThatThrownBy(() -> Datasets.open(root + ":vall"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Did you mean 'val'?");
    }

    @Test
    void aListOfClassesDecidesTheirOrder() throws IOException {
        write("classes.txt", "dog\ncat\nhorse\n");
        assertThat(Datasets.open(root.toString()).labels().names()).containsExactly("dog", "cat", "horse");
        write("classes.txt", "dog\ncats\n");
        assertThatThrownBy(() -> Datasets.open(root.toString()))
                .hasMessageContaining("a.xml:6")
                .hasMessageContaining("Did you mean 'cats'?");
    }

    @Test
    void brokenFilesAreNamedWithTheirLine() throws IOException {
        write("Annotations/c.xml", "<annotation>\n<object>\n</annotation>");
        assertThatThrownBy(() -> Datasets.open(root.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("c.xml:3: image c: this is not well-formed XML");
        write("Annotations/c.xml", """
                <annotation><object><name>x</name>
                <bndbox><xmin>1</xmin><ymin>one</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></annotation>""");
        assertThatThrownBy(() -> Datasets.open(root.toString()))
                .hasMessageContaining("c.xml:2: image c: <ymin> is not a number");
    }

    @Test
    void entitiesAreNotFetched() throws IOException {
        write("secret.txt", "stolen");
        write("Annotations/c.xml", """
                <!DOCTYPE annotation [<!ENTITY x SYSTEM "%s">]>
                <annotation><object><name>&x;</name></object></annotation>""".formatted(root.resolve("secret.txt").toUri()));
        assertThatThrownBy(() -> Datasets.open(root.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("c.xml:")
                .hasMessageNotContaining("stolen");
    }

    @Test
    void aListedImageWithoutAnnotationIsNamed() throws IOException {
        write("ImageSets/Main/val.txt", "b\nmissing\n");
        assertThatThrownBy(() -> Datasets.open(root + ":val")).hasMessageContaining("missing.xml");
    }
}
