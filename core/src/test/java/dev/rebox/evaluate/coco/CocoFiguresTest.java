package dev.rebox.evaluate.coco;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.coco.CocoMetrics.ClassFigures;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** COCO's figures of two images and two classes that do have objects, and one that has none. */
class CocoFiguresTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Dataset TRUTH = dataset(
            LabelMap.of(List.of("cat", "dog", "bird")),
            image("1", object(1, 0, 0, 50, 50), object(1, 100, 0, 50, 50), object(2, 200, 0, 100, 100)),
            image("2", object(1, 0, 0, 50, 50)));
    /** The dog's box has 80 of 100 rows: an overlap of .8, which passes .5 to .8, seven of ten thresholds. */
    private static final Map<String, List<Detection>> FOUND = Map.of(
            "1",
            List.of(
                    found(1, .9, 0, 0, 50, 50),
                    found(1, .8, 100, 0, 50, 50),
                    found(2, .7, 200, 0, 100, 80),
                    found(3, .9, 0, 0, 9, 9)));

    private final CocoMetrics coco = CocoMetrics.of(ClassBoxes.perClass(TRUTH, FOUND), TRUTH.labels());

    @Test
    void eachClassHasItsOwnFigures() {
        // two of three cats at full precision: recalls 0 to .66 are 67 points of 101
        assertThat(coco.perClass().get("cat").ap()).isEqualTo(67 / 101., EXACT);
        assertThat(coco.perClass().get("cat").ap50()).isEqualTo(67 / 101., EXACT);
        assertThat(coco.perClass().get("dog").ap()).isEqualTo(.7, EXACT);
        assertThat(coco.perClass().get("dog").ap50()).isEqualTo(1, EXACT);
        assertThat(coco.perClass().get("bird")).isEqualTo(new ClassFigures(-1, -1));
    }

    @Test
    void theMeanLeavesOutAClassWithoutObjects() {
        assertThat(coco.ap()).isEqualTo((67 / 101. + .7) / 2, EXACT);
        assertThat(coco.ap50()).isEqualTo((67 / 101. + 1) / 2, EXACT);
        assertThat(coco.ap75()).isEqualTo((67 / 101. + 1) / 2, EXACT);
    }

    @Test
    void apOfASizeIsTheMeanOverTheClassesThatHaveIt() {
        assertThat(coco.apSmall()).isEqualTo(-1);
        assertThat(coco.apMedium()).isEqualTo(67 / 101., EXACT); // cats of 2500 pixels
        assertThat(coco.apLarge()).isEqualTo(.7, EXACT); // a dog of 10000
    }

    @Test
    void recallCountsTheBestDetectionsOfEachImage() {
        // one a image: one of three cats, the dog at seven of ten thresholds
        assertThat(coco.ar1()).isEqualTo((1 / 3. + .7) / 2, EXACT);
        assertThat(coco.ar10()).isEqualTo((2 / 3. + .7) / 2, EXACT);
        assertThat(coco.ar100()).isEqualTo((2 / 3. + .7) / 2, EXACT);
        assertThat(coco.arSmall()).isEqualTo(-1);
        assertThat(coco.arMedium()).isEqualTo(2 / 3., EXACT);
        assertThat(coco.arLarge()).isEqualTo(.7, EXACT);
    }

    @Test
    void asJsonTheFiguresHaveCocosNames() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String written = json.writeValueAsString(coco);
        assertThat(json.readTree(written).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "AP",
                        "AP50",
                        "AP75",
                        "APs",
                        "APm",
                        "APl",
                        "AR1",
                        "AR10",
                        "AR100",
                        "ARs",
                        "ARm",
                        "ARl",
                        "perClass");
        assertThat(json.readValue(written, CocoMetrics.class)).isEqualTo(coco);
    }

    @Test
    void withoutAnyObjectAllFiguresAreUnknown() {
        Dataset nothing = TRUTH.withExamples(List.of(image("1"), image("2")));
        CocoMetrics none = CocoMetrics.of(ClassBoxes.perClass(nothing, FOUND), nothing.labels());
        assertThat(List.of(none.ap(), none.ap50(), none.ap75(), none.apLarge(), none.ar1(), none.ar100()))
                .containsOnly(-1.);
        assertThat(CocoMetrics.averagePrecisionAt(ClassBoxes.perClass(nothing, FOUND), .5))
                .containsExactly(-1);
    }
}
