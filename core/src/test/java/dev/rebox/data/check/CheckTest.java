package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Datasets;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    private static final String DOG = "dog 10 10 50 40";

    @TempDir
    Path root;

    /** An annotated image of 100 x 80; an object is "name xmin ymin xmax ymax", one on each line from line 3 on. */
    private void add(String id, String... objects) throws IOException {
        annotate(id, 100, 80, objects);
        image(id, 100, 80);
    }

    private void annotate(String id, int width, int height, String... objects) throws IOException {
        StringBuilder xml = new StringBuilder(
                "<annotation>\n<size><width>%d</width><height>%d</height></size>\n".formatted(width, height));
        for (String object : objects) {
            String[] part = object.split(" (?=-?[0-9])");
            xml.append(
                    "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>\n"
                            .formatted((Object[]) part));
        }
        write("Annotations/" + id + ".xml", (xml + "</annotation>").getBytes());
    }

    /** Noise that differs from id to id. */
    private byte[] image(String id, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        java.util.Random random = new java.util.Random(id.hashCode());
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        write("JPEGImages/" + id + ".jpg", jpeg.toByteArray());
        return jpeg.toByteArray();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private List<Problem> full(String split) {
        return Check.full(root + split, OpenOptions.NONE, AnchorReach.STANDARD).problems().stream()
                .filter(p -> p.kind() != Kind.FEW_BOXES)
                .toList();
    }

    private Problem only(Kind kind) {
        List<Problem> problems = full("");
        assertThat(problems).extracting(Problem::kind).containsExactly(kind);
        return problems.get(0);
    }

    @Test
    void soundDataHasNoProblems() throws IOException {
        add("a", DOG, "cat 1 1 100 80");
        add("b", DOG);
        assertThat(full("")).isEmpty();
    }

    @Test
    void aMissingImageIsAnError() throws IOException {
        annotate("a", 100, 80, DOG);
        Problem problem = only(Kind.MISSING_IMAGE);
        assertThat(problem.isError()).isTrue();
        assertThat(problem.image()).isEqualTo("a");
        assertThat(problem.file()).isEqualTo(root.resolve("Annotations/a.xml"));
    }

    @Test
    void anImageCutOffIsFoundByDecodingOnly() throws IOException {
        add("a", DOG);
        byte[] jpeg = image("a", 100, 80);
        write("JPEGImages/a.jpg", Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
        assertThat(only(Kind.CORRUPT_IMAGE).detail()).contains("cut off");
        assertThat(Check.cheap(Datasets.open(root.toString())))
                .extracting(Problem::kind)
                .containsExactly(Kind.FEW_BOXES);
        write("JPEGImages/a.jpg", "no image".getBytes());
        assertThat(only(Kind.CORRUPT_IMAGE).file()).isEqualTo(root.resolve("JPEGImages/a.jpg"));
    }

    @Test
    void anotherSizeThanAnnotatedIsAnError() throws IOException {
        add("a", DOG);
        image("a", 80, 100);
        assertThat(only(Kind.SIZE_MISMATCH).detail())
                .isEqualTo("the annotation says 100 x 80 pixels, the image has 80 x 100");
    }

    @Test
    void aRotatedImageIsTold() throws IOException {
        add("a", DOG);
        byte[] jpeg = image("a", 100, 80);
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream rotated = new ByteArrayOutputStream();
        rotated.write(jpeg, 0, 2);
        rotated.write(exif);
        rotated.write(jpeg, 2, jpeg.length - 2);
        write("JPEGImages/a.jpg", rotated.toByteArray());
        assertThat(only(Kind.EXIF_ROTATION).detail()).contains("orientation 6").contains("as stored");
        annotate("a", 80, 100, DOG);
        assertThat(only(Kind.EXIF_ROTATION).detail()).contains("set upright");
    }

    @Test
    void boxesWithoutAreaAreErrors() throws IOException {
        add("a", DOG, "dog 50 10 40 40", "dog 50 50 50 50");
        List<Problem> problems = full("");
        assertThat(problems).extracting(Problem::kind).containsOnly(Kind.BOX_WITHOUT_AREA);
        assertThat(problems).extracting(Problem::line).containsExactly(4, 5);
        assertThat(problems).allMatch(Problem::isError);
    }

    @Test
    void boxesOutsideAreErrorsUnlessSlight() throws IOException {
        add("a", "dog 10 10 103 40", "dog 10 10 130 60", "dog 200 10 230 40");
        List<Problem> problems = full("");
        assertThat(problems).extracting(Problem::kind).containsOnly(Kind.BOX_OUTSIDE);
        assertThat(problems).extracting(Problem::line).containsExactly(4, 5, 3);
        assertThat(problems).extracting(Problem::isError).containsExactly(true, true, false);
    }

    @Test
    void aShiftOfAllBoxesIsGuessed() throws IOException {
        add("a", "dog 0 10 50 40", "cat 20 0 99 79");
        assertThat(full(""))
                .filteredOn(p -> p.kind() == Kind.SHIFTED_BOXES)
                .extracting(Problem::detail)
                .first()
                .asString()
                .contains("shifted by -1 pixel: 2 begin");
    }

    @Test
    void boxesMarkedTwiceAreTold() throws IOException {
        add("a", DOG, "cat 10 10 50 40", DOG, "dog 10 10 50 41");
        List<Problem> problems = full("");
        assertThat(problems).extracting(Problem::kind).containsOnly(Kind.DUPLICATE_BOX);
        assertThat(problems).extracting(Problem::line).containsExactly(5, 6);
        assertThat(problems.get(0).detail()).contains("is the same box as").contains("line 3");
    }

    @Test
    void imagesOfTheSameContentAreTold() throws IOException {
        add("a", DOG);
        add("b", DOG);
        write("JPEGImages/b.jpg", Files.readAllBytes(root.resolve("JPEGImages/a.jpg")));
        assertThat(only(Kind.DUPLICATE_IMAGE).detail()).contains("a.jpg");
    }

    @Test
    void anImageInTwoSplitsIsAnError() throws IOException {
        add("a", DOG);
        add("b", DOG);
        write("ImageSets/Main/train.txt", "a\n".getBytes());
        write("ImageSets/Main/trainval.txt", "a\n".getBytes());
        write("ImageSets/Main/test.txt", "b\n".getBytes());
        assertThat(full(":train")).isEmpty();
        write("ImageSets/Main/test.txt", "b\na\n".getBytes());
        assertThat(full(":train")).extracting(Problem::kind).contains(Kind.IMAGE_IN_TWO_SPLITS);
        assertThat(full(":train")).allMatch(Problem::isError);
        assertThat(Check.overlap(Datasets.open(root + ":train"), Datasets.open(root + ":test")))
                .extracting(Problem::image)
                .containsExactly("a");
    }

    @Test
    void classNamesThatDifferByCaseOrBlankAreTold() throws IOException {
        add("a", DOG, "Dog 20 20 70 70", "dog  60 60 90 80");
        assertThat(full(""))
                .extracting(Problem::kind)
                .containsOnly(Kind.SIMILAR_CLASS_NAMES)
                .hasSize(2);
    }

    @Test
    void classesWithoutOrWithFewBoxesAreTold() throws IOException {
        add("a", DOG);
        write("classes.txt", "dog\nunicorn\n".getBytes());
        assertThat(only(Kind.CLASS_WITHOUT_BOXES).detail()).contains("'unicorn'");
        assertThat(Check.full(root.toString(), OpenOptions.NONE, AnchorReach.STANDARD)
                        .problems())
                .extracting(Problem::detail)
                .contains("class 'dog' has only 1 box");
    }

    @Test
    void filesWithoutACounterpartAreTold() throws IOException {
        add("a", DOG);
        write("ImageSets/Main/train.txt", "a\n".getBytes());
        annotate("b", 100, 80, DOG);
        image("c", 100, 80);
        assertThat(full(":train"))
                .extracting(Problem::image, Problem::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", Kind.ANNOTATION_WITHOUT_IMAGE),
                        org.assertj.core.groups.Tuple.tuple("c", Kind.IMAGE_WITHOUT_ANNOTATION));
    }

    @Test
    void crowdsAreTold() throws IOException {
        image("a", 100, 80);
        write("set.json", """
                {"images": [{"id": 1, "file_name": "JPEGImages/a.jpg", "width": 100, "height": 80}],
                 "categories": [{"id": 1, "name": "dog"}],
                 "annotations": [{"id": 5, "image_id": 1, "category_id": 1, "bbox": [1, 1, 50, 50], "iscrowd": 1}]}
                """.getBytes());
        assertThat(full("/set.json")).extracting(Problem::kind).containsExactly(Kind.CROWD, Kind.CROWD);
        assertThat(full("/set.json").get(0))
                .matches(Problem::isError)
                .hasToString(root
                        + "/set.json:3: annotation 5: the only box is marked iscrowd, and crowds are neither trained on nor counted:"
                        + " a box of a single object has iscrowd 0");
    }

    @Test
    void annotationsThatCannotBeReadAreListedWithTheOthers() throws IOException {
        add("a", DOG);
        write("Annotations/b.xml", "<annotation>\n<oops".getBytes());
        image("b", 100, 80);
        Problem problem = full("").get(0);
        assertThat(problem.kind()).isEqualTo(Kind.UNREADABLE_ANNOTATION);
        assertThat(problem.line()).isEqualTo(2);
    }
}
