package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.report.ReadHtml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tables of measured figures. Three dogs, two cats and no cow: two dogs are found, one of them twice, and one is taken for a
 * cat; one cat is found in the wrong place, and the other one not at all.
 */
class SectionsTest {
    private static final TestResults RESULTS = new TestResults(
            dataset(
                    LabelMap.of(List.of("cat", "dog", "cow")),
                    image("1", object(2, 0, 0, 20, 20), object(2, 300, 0, 50, 50), object(1, 100, 0, 100, 100)),
                    image("2", object(2, 0, 0, 20, 20), object(1, 300, 0, 50, 50))),
            Map.of(
                    "1",
                    List.of(
                            found(2, .9, 0, 0, 20, 20),
                            found(2, .8, 300, 0, 50, 50),
                            found(2, .6, 300, 0, 50, 50),
                            found(1, .7, 100, 0, 100, 30)),
                    "2",
                    List.of(found(1, .5, 0, 0, 20, 20))));

    @Test
    void classesAreListedFromTheBestToTheWorst() throws Exception {
        // Dogs: two hits and a miss: AP 2/3, best F1 of 4/5 from .8 on. COCO's 101 recalls: 67 of them lie up to 2/3.
        ReadHtml html = ReadHtml.of(ClassSection.of(RESULTS));
        assertThat(html.rows())
                .containsExactly(
                        List.of(
                                "class",
                                "test boxes",
                                "AP at IoU .50, %",
                                "COCO AP, %",
                                "best threshold",
                                "precision there, %",
                                "recall there, %"),
                        List.of("dog", "3", "66.7", "66.3", "0.80", "100.0", "66.7"),
                        List.of("cat", "2", "0.0", "0.0", "0.70", "0.0", "0.0"));
        assertThat(html.texts("p").get(0)).isEqualTo("1 class has no box in the test set and is left out.");
    }

    @Test
    void theClassesWithMostBoxesAreDrawnInColour() throws Exception {
        ReadHtml html = ReadHtml.of(ClassSection.of(RESULTS));
        assertThat(html.attributes("svg", "aria-label"))
                .containsExactly("Precision over recall, %", "F1 over the threshold, %");
        assertThat(html.texts("span")).contains("dog", "cat");
        // From .9 over .8 to .6 the F1 of dogs is 1/2, 4/5 and 2/3. Marks of "100" leave 374.2 of the width.
        assertThat(html.attributes("path", "d").get(3)).isEqualTo("M370.6 119L333.2 54.8L258.3 83.3");
    }

    @Test
    void figuresAloneStillMakeATableOfClasses() throws Exception {
        Evaluation evaluation = Evaluation.of(RESULTS.truth(), RESULTS.detections());
        assertThat(ReadHtml.of(ClassSection.of(evaluation)).rows())
                .containsExactly(
                        List.of("class", "AP at IoU .50, %", "COCO AP, %"),
                        List.of("dog", "66.7", "66.3"),
                        List.of("cat", "0.0", "0.0"),
                        List.of("cow", "–", "–"));
    }

    @Test
    void errorsAreListedFromTheDearestToTheCheapest() throws Exception {
        // TIDE's AP, over 101 recalls: of dogs 67 are reached, of cats none. With the cat in its place half of them
        // are, 51:
        // a gain of 51/202. With the dog called a dog the third one is found at a precision of 3/4: of 34 x .75/202.
        ReadHtml html = ReadHtml.of(ErrorSection.of(RESULTS));
        assertThat(html.rows().stream().map(row -> row.subList(1, 3)))
                .containsExactly(
                        List.of("how often", "AP it costs, points"),
                        List.of("1", "25.2"),
                        List.of("1", "12.6"),
                        List.of("0", "0.0"),
                        List.of("1", "0.0"),
                        List.of("0", "0.0"),
                        List.of("1", "0.0"));
        assertThat(html.texts("small"))
                .extracting(meaning -> meaning.split(" ")[0] + " " + meaning.split(" ")[1])
                .as("wrong place, wrong class, both, twice, background, missed")
                .containsExactly("the right", "on an", "another class,", "an object", "nothing annotated", "an object");
        assertThat(html.attributes("i", "style").get(0)).startsWith("width:100.0%;");
        assertThat(html.attributes("i", "style").get(5)).startsWith("width:0.0%;");
    }

    @Test
    void attributesGroupTheObjectsBySizeAndNeighbours() throws Exception {
        ReadHtml html = ReadHtml.of(AttributeSection.of(RESULTS));
        assertThat(html.texts("h3")).containsExactly("By size", "By neighbours");
        assertThat(html.rows())
                .containsSubsequence(
                        List.of("area in pixels", "test boxes", "AP, %"),
                        List.of("small (to 32 x 32)", "2", "50.0"), // dogs: one of two
                        List.of("medium", "2", "50.0"), // a dog found, a cat not
                        List.of("large (from 96 x 96)", "1", "0.0"),
                        List.of("objects beside it", "test boxes", "AP, %"),
                        List.of("0", "5", "33.3"),
                        List.of("1", "0", "–"));
    }

    @Test
    void theMatrixTellsWhatObjectsWereTakenFor() throws Exception {
        ReadHtml html = ReadHtml.of(ConfusionSection.of(RESULTS, .5));
        assertThat(html.rows())
                .containsExactly(
                        List.of("", "not found", "cat", "dog"),
                        List.of("nothing", "", "1", "1"),
                        List.of("cat", "2", "", ""),
                        List.of("dog", "", "1", "2"),
                        List.of("it is", "it was taken for", "how often"),
                        List.of("dog", "cat", "1"));
        assertThat(html.texts("p").get(0)).contains("with a score of 0.50 or more");
        assertThat(html.texts("p").get(1)).isEqualTo("Shown are the 2 classes with most objects.");
        // Of three dogs one was taken for a cat and two were found: .06 + .6 x share.
        assertThat(html.attributes("td", "style"))
                .endsWith("background:rgba(var(--heat),0.26)", "background:rgba(var(--heat),0.46)", "", "", "");
        assertThat(html.attributes("td", "class")).contains("right", "wrong");
    }

    @Test
    void weakDetectionsAreNotInTheMatrix() throws Exception {
        assertThat(ReadHtml.of(ConfusionSection.of(RESULTS, .85)).rows())
                .containsExactly(
                        List.of("", "not found", "cat", "dog"),
                        List.of("nothing", "", "", ""),
                        List.of("cat", "2", "", ""),
                        List.of("dog", "2", "", "1"));
    }
}
