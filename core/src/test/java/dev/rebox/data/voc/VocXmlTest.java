package dev.rebox.data.voc;

import static dev.rebox.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocXmlTest {
    private static final String BOX = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>";

    @TempDir
    Path root;

    private VocXml read(String text) throws IOException {
        VocXml xml = VocXml.read(write(root, "a.xml", text));
        if (!xml.faults().isEmpty()) {
            throw xml.faults().get(0);
        }
        return xml;
    }

    private VocXml.VocObject object(String inside) throws IOException {
        return read("<annotation>\n<object>" + inside + "</object></annotation>")
                .objects()
                .get(0);
    }

    @Test
    void onePixelIsOnePixelWide() throws IOException {
        VocXml.VocObject dot =
                object("<name>dot</name><bndbox><xmin>5</xmin><ymin>7</ymin><xmax>5</xmax><ymax>7</ymax></bndbox>");
        assertThat(dot.box()).isEqualTo(new Box(4, 6, 5, 7));
        assertThat(dot.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "' 1\n', true", "0, false", "'', false", "Unspecified, false", "2, false"})
    void onlyOneIsYes(String flag, boolean yes) throws IOException {
        assertThat(object("<name>a</name><difficult>" + flag + "</difficult>" + BOX)
                        .difficult())
                .isEqualTo(yes);
        assertThat(object("<truncated>" + flag + "</truncated><name>a</name>" + BOX)
                        .truncated())
                .isEqualTo(yes);
    }

    @Test
    void blanksBelongToANameAndLineBreaksDoNot() throws IOException {
        assertThat(object("<name> big dog</name>" + BOX).name()).isEqualTo(" big dog");
        assertThat(object("<name>\n  big dog\n</name>" + BOX).name()).isEqualTo("big dog");
        assertThat(object("<name>cat &amp; <![CDATA[<dog>]]></name>" + BOX).name())
                .isEqualTo("cat & <dog>");
    }

    @Test
    void whatIsInsideOtherElementsIsNotRead() throws IOException {
        VocXml xml = read("<?xml version=\"1.0\"?><!-- made by a tool --><annotation>"
                + "<owner><name>x</name><size><width>9</width></size></owner>"
                + "<size><height>20</height><depth>3</depth><width>30.0</width></size>"
                + "<object><pose>Left</pose>" + BOX + "<part><name>head</name>" + BOX
                + "</part><name>dog</name></object>"
                + "</annotation>");
        assertThat(xml.width()).isEqualTo(30);
        assertThat(xml.height()).isEqualTo(20);
        assertThat(xml.objects()).containsExactly(new VocXml.VocObject("dog", new Box(0, 1, 3, 4), false, false, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html/>|:1: expected <annotation>, found <html>",
                "<annotation><object>" + BOX + "</object></annotation>|:1: an <object> has no <name>",
                "<annotation><object><name> </name>" + BOX + "</object></annotation>|:1: an <object> has no <name>",
                "<annotation><object><name>dog</name></object></annotation>|:1: the object 'dog' has no <bndbox>",
            })
    void theLineThatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(AnnotationException.class)
                .hasMessage(root.resolve("a.xml") + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmin", "ymin", "xmax", "ymax"})
    void aBoxNeedsAllFourEdges(String edge) {
        assertThatThrownBy(() -> object("<name>dog</name>\n" + BOX.replace(edge, "x")))
                .isInstanceOf(AnnotationException.class)
                .hasMessage(root.resolve("a.xml") + ":3: a <bndbox> needs xmin, ymin, xmax and ymax");
    }

    @Test
    void whatFollowsTheEndMustBeXmlToo() {
        assertThatThrownBy(() -> read("<annotation></annotation>\n<annotation></annotation>"))
                .isInstanceOf(AnnotationException.class)
                .hasMessageStartingWith(root.resolve("a.xml") + ":2: this is not well-formed XML: ");
        assertThatThrownBy(() -> read("")).hasMessageContaining("a.xml:1: this is not well-formed XML");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path none = root.resolve("none.xml");
        assertThatThrownBy(() -> VocXml.read(none)).hasMessage(none + ": there is no such file");
    }
}
