package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.report.ReadHtml;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectSectionTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cat", "dog"));

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void drawImage() throws IOException {
        image = folder.resolve("7.png");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    }

    @Test
    void eachKindOfDoubtIsPutInWordsTheMostSuspectFirst() throws Exception {
        ReadHtml html = read(
                List.of(object(1, 0, 0, 100, 100), object(1, 200, 0, 100, 100), object(1, 400, 0, 100, 100)),
                found(2, .9, 0, 0, 100, 100),
                found(1, .8, 200, 0, 100, 30),
                found(2, .7, 0, 300, 50, 50));
        assertThat(html.texts("figcaption"))
                .extracting(line -> line.replace("\n", ""))
                .containsExactly(
                        "7 labelled cat, found dog 0.90",
                        "7 labelled cat, found cat 0.80",
                        "7 labelled nothing, found dog 0.70",
                        "7 labelled cat, found by no detection",
                        "7 labelled cat, found by no detection");
        assertThat(html.attributes("img", "alt"))
                .containsExactly(
                        "another class?", "a loose box?", "a box missing?", "nothing there?", "nothing there?");
        assertThat(html.texts("p").get(0))
                .startsWith("The model contradicts 5 labels of the test set or misses one.")
                .endsWith("So many say more about the model than about the labels.");
    }

    @Test
    void moreThanATenthOfTheLabelsSaysMoreAboutTheModel() throws Exception {
        List<Annotation> truth = IntStream.range(0, 10)
                .mapToObj(i -> object(1, 60 * i, 0, 50, 50))
                .toList();
        assertThat(read(truth, takenForDogs(truth, 1)).texts("p").get(0))
                .isEqualTo(
                        "The model contradicts 1 label of the test set or misses one. Either it is wrong or the label is;"
                                + " the most suspect first. Dashed: the label.");
        assertThat(read(truth, takenForDogs(truth, 2)).texts("p").get(0))
                .endsWith("Dashed: the label. So many say more about the model than about the labels.");
    }

    private static Detection[] takenForDogs(List<Annotation> truth, int dogs) {
        return truth.stream()
                .map(t -> new Detection(t.box(), truth.indexOf(t) < dogs ? 2 : 1, .9))
                .toArray(Detection[]::new);
    }

    @Test
    void withoutDoubtsThereIsOneSentence() throws Exception {
        ReadHtml html = read(List.of(object(1, 0, 0, 50, 50)), found(1, .3, 0, 0, 50, 50));
        assertThat(html.text().strip()).isEqualTo("The model is confident of nothing that the labels contradict.");
    }

    @Test
    void noMoreThanTwelveAreShown() throws Exception {
        Detection[] many = IntStream.range(0, 20)
                .mapToObj(i -> found(1, .9, 30 * i, 0, 20, 20))
                .toArray(Detection[]::new);
        ReadHtml html = read(List.of(), many);
        assertThat(html.texts("p").get(0)).startsWith("The model contradicts 20 labels");
        assertThat(html.texts("figcaption")).hasSize(12);
    }

    @Test
    void aMissingImageEndsTheImagesAndNotThePage() throws Exception {
        image = folder.resolve("gone.png");
        ReadHtml html = read(List.of(object(1, 0, 0, 50, 50)));
        assertThat(html.texts("p").get(1))
                .startsWith("Further images cannot be shown: ")
                .contains("gone.png");
        assertThat(html.texts("figcaption")).isEmpty();
    }

    private ReadHtml read(List<Annotation> truth, Detection... predicted) throws Exception {
        Example seven = new Example("7", image, 640, 480, truth);
        Dataset data = dataset(NAMES, seven, image("empty"));
        return ReadHtml.of(SuspectSection.of(new TestResults(data, Map.of("7", List.of(predicted)))));
    }
}
