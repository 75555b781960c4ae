package dev.rebox.data.openimages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat.Source;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.TestFolder;
import dev.rebox.data.VerifiedLabels;
import dev.rebox.data.index.AnnotationIndex;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenImagesFormatTest {
    private static final String HEADER =
            "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,"
                    + "IsGroupOf,IsDepiction,IsInside\n";

    @TempDir
    Path root;

    private TestFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void classes() {
        folder = new TestFolder(root)
                .write("class-descriptions-boxable.csv", "/m/cat,Cat\n/m/dog,Dog\n/m/sax,\"Sax, alto\"\n");
    }

    @Test
    void boxesAreFractionsAndTheirColumnsComeXXYY() {
        folder.image("validation/a1.jpg", 200, 100)
                .image("validation/b2.jpg", 100, 100)
                .write(
                        "validation-annotations-bbox.csv",
                        HEADER + "a1,xclick,/m/dog,1,0.1,0.4,0.25,0.75,0,1,0,0,0\n"
                                + "a1,xclick,/m/cat,1,0,1,0,0.5,-1,-1,1,-1,-1\n"
                                + "b2,activemil,/m/sax,1,0.5,1,0,1,0,0,0,1,0\n");

        Dataset data = folder.open("", problems);

        assertThat(data.format().name()).isEqualTo("openimages");
        assertThat(data.labels().names()).containsExactly("Cat", "Dog", "Sax, alto");
        assertThat(TestFolder.boxes(data))
                .containsExactly("a1 Dog 20 25 80 75", "a1 Cat 0 0 200 50", "b2 Sax, alto 50 0 100 100");
        assertThat(data.examples()).extracting(Example::width).containsExactly(200, 100);
        assertThat(annotations(data)).extracting(Annotation::truncated).containsExactly(true, false, false);
        assertThat(annotations(data)).extracting(Annotation::crowd).containsExactly(false, true, false);
        assertThat(annotations(data)).extracting(Annotation::depiction).containsExactly(false, false, true);
        assertThat(annotations(data)).extracting(a -> a.origin().line()).containsExactly(2, 3, 4);
        assertThat(data.examples()).extracting(Example::verified).containsOnlyNulls();
        assertThat(problems).isEmpty();
    }

    @Test
    void groupsAndDepictionsAreNoSolidObjects() {
        folder.image("images/a1.jpg", 100, 100)
                .write(
                        "train-annotations-bbox.csv",
                        HEADER + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\na1,x,/m/dog,1,0,1,0,1,0,0,1,0,0\n"
                                + "a1,x,/m/cat,1,0,.2,0,.2,0,0,0,1,0\n");

        Example image = folder.open("").examples().get(0);

        assertThat(image.annotations()).hasSize(3);
        assertThat(image.recyclableBoxes()).extracting(box -> box.label()).containsExactly(2);
        assertThat(image.recyclableShapes(100, 100)).hasSize(1);
    }

    @Test
    void columnsOfLaterReleasesAreLeftOut() {
        folder.image("train/a1.png", 100, 100)
                .write(
                        "oidv6-train-annotations-bbox.csv",
                        HEADER.strip() + ",XClick1X,XClick2X,XClick3X,XClick4X,XClick1Y,XClick2Y,XClick3Y,XClick4Y\n"
                                + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0,.1,.2,.3,.4,.5,.6,.7,.8\n");

        assertThat(TestFolder.boxes(folder.open(":train"))).containsExactly("a1 Dog 0 0 50 50");
    }

    @Test
    void verifiedLabelsSayWhatWasLookedFor() {
        folder.image("test/a1.jpg", 10, 10)
                .image("test/c3.jpg", 10, 10)
                .write("test-annotations-bbox.csv", HEADER + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\n")
                .write(
                        "test-annotations-human-imagelabels-boxable.csv",
                        "ImageID,Source,LabelName,Confidence\na1,verification,/m/dog,1\na1,verification,/m/cat,0\n"
                                + "c3,verification,/m/sax,0\nc3,verification,/m/unknown,1\n");

        Dataset data = folder.open("");

        assertThat(data.examples()).extracting(Example::id).containsExactly("a1", "c3");
        assertThat(data.examples())
                .extracting(Example::verified)
                .containsExactly(new VerifiedLabels(List.of(2), List.of(1)), new VerifiedLabels(List.of(), List.of(3)));
    }

    @Test
    void aTableOfSizesSparesOpeningTheImages() {
        folder.write("train-annotations-bbox.csv", HEADER + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\n")
                .write("train-image-sizes.csv", "ImageID,Width,Height\nother,5,5\na1,640,480\n");

        Dataset data = folder.open("");

        assertThat(TestFolder.boxes(data)).containsExactly("a1 Dog 0 0 320 240");
        assertThat(data.examples().get(0).image()).isEqualTo(root.resolve("images/a1.jpg"));
    }

    @Test
    void withoutDescriptionsTheCodesAreTheNames() {
        new TestFolder(root.resolve("plain"))
                .image("a1.jpg", 10, 10)
                .write("boxes.csv", HEADER + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\na1,x,/m/cat,1,0,.5,0,.5,0,0,0,0,0\n");

        Dataset data = folder.open("plain/boxes.csv");

        assertThat(data.format().name()).isEqualTo("openimages");
        assertThat(data.labels().names()).containsExactly("/m/cat", "/m/dog");
        assertThat(TestFolder.boxes(data)).containsExactly("a1 /m/dog 0 0 5 5", "a1 /m/cat 0 0 5 5");
    }

    @Test
    void splitsAreToldByTheNamesOfTheTables() {
        folder.write("train-annotations-bbox.csv", HEADER + "a1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\n")
                .write("annotations/challenge-2019-validation-detection-bbox.csv", HEADER);

        assertThat(Datasets.splits(root.toString(), OpenOptions.NONE))
                .containsEntry(root + ":train", List.of("a1"))
                .containsEntry(root + ":validation", List.of());
        assertThatThrownBy(() -> folder.open(""))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        root + ": several splits are there; say which: " + root + ":train, " + root + ":validation");
        assertThatThrownBy(() -> folder.open(":trian"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no split 'trian'. Did you mean 'train'?");
    }

    @Test
    void faultyRowsAreToldInALineAndTheOthersAreRead() {
        folder.image("train/a1.jpg", 100, 100)
                .write(
                        "train-annotations-bbox.csv",
                        HEADER + "a1,x,/m/dog,1,0,half,0,.5,0,0,0,0,0\n,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\n"
                                + "a1,x,,1,0,.5,0,.5,0,0,0,0,0\na1,x,/m/dog\na1,x,/m/dog,1,0,.5,0,.5,0,0,0,0,0\n")
                .write(
                        "train-annotations-human-imagelabels.csv",
                        "ImageID,Source,LabelName,Confidence\na1,machine,/m/dog,0.7\n")
                .write("train-image-sizes.csv", "ImageID,Width,Height\na1,0,480\n");

        assertThat(TestFolder.boxes(folder.open("", problems))).containsExactly("a1 Dog 0 0 50 50");
        assertThat(problems).extracting(Problem::line).containsExactly(2, 3, 4, 5, 2, 2);
        assertThat(problems)
                .extracting(Problem::detail)
                .containsExactly(
                        "XMax is not a number: 'half'",
                        "the row names no image",
                        "the row names no class",
                        "XMin is not a number: ''",
                        "Confidence is 0.7: people say 1 (there) or 0 (not there); a machine's guess verifies nothing",
                        "an image of 0 x 480 pixels");
    }

    @Test
    void aTableThatIsNoneIsRefusedInALine() {
        folder.write("train-annotations-bbox.csv", "ImageID,LabelName,XMin\n");
        assertThatThrownBy(() -> folder.open(""))
                .isInstanceOf(DataException.class)
                .hasMessage(root + "/train-annotations-bbox.csv:1: the first line must name the column 'XMax'; it is"
                        + " 'ImageID,LabelName,XMin'");

        folder.write("train-annotations-bbox.csv", "");
        assertThatThrownBy(() -> folder.open("")).hasMessageEndingWith("bbox.csv: the file is empty");

        folder.write("train-annotations-bbox.csv", new byte[] {(byte) 0xFF, (byte) 0xC0, 'a'});
        assertThatThrownBy(() -> folder.open(""))
                .hasMessageEndingWith("bbox.csv: the text is not UTF-8: save the file as UTF-8");
    }

    @Test
    void anIndexHoldsTheSameImagesToTheField() {
        folder.image("train/a1.jpg", 200, 100)
                .write(
                        "train-annotations-bbox.csv",
                        HEADER + "b2,x,/m/dog,1,0.1,0.4,0.25,0.75,0,1,1,0,0\na1,x,/m/cat,1,0,1,0,0.5,0,0,0,1,0\n"
                                + "b2,x,/m/new,1,.3,.7,.11,.13,0,0,0,0,0\na1,x,/m/cat,1,0,x,0,0.5,0,0,0,1,0\n")
                .write(
                        "train-annotations-human-imagelabels.csv",
                        "ImageID,Source,LabelName,Confidence\na1,verification,/m/dog,0\nc3,verification,/m/cat,1\n")
                .write("train-image-sizes.csv", "ImageID,Width,Height\nb2,333,777\n");
        Dataset plain = folder.open("", problems);
        OpenImagesFiles files = OpenImagesFiles.of(root.resolve("train-annotations-bbox.csv"));
        Source source = new Source(root, plain.name(), Optional.empty(), Optional.empty());

        for (int time = 0; time < 2; time++) { // made, and opened
            List<Problem> told = new ArrayList<>();
            Dataset indexed = new AnnotationIndex(source, Dataset.Format.OPEN_IMAGES, files.sources())
                    .open(told::add, new OpenImagesReader(files, Optional.empty())::read);
            assertThat(indexed).isEqualTo(plain);
            assertThat(told).isEqualTo(problems).hasSize(1);
        }
    }

    private static List<Annotation> annotations(Dataset data) {
        return data.examples().stream().flatMap(e -> e.annotations().stream()).toList();
    }
}
