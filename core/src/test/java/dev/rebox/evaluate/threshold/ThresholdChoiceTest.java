package dev.rebox.evaluate.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Four cats, each in an image of its own. Found with .9, .8 and .6; wrong are .7 and .5. So, from the highest score down,
 * precision is 1, 1, 2/3, 3/4, 3/5 and recall 1/4, 1/2, 1/2, 3/4, 3/4.
 */
class ThresholdChoiceTest {
    private static final Box CAT = new Box(10, 10, 30, 30);
    private static final Box NOTHING = new Box(60, 60, 90, 90);

    private final Dataset truth = new Dataset(
            "cats",
            Dataset.Format.COCO,
            LabelMap.of(List.of("cat", "dog")),
            List.of(image("1"), image("2"), image("3"), image("4")));
    private final Map<String, List<Detection>> found = Map.of(
            "1", List.of(found(CAT, .9), found(NOTHING, .7)),
            "2", List.of(found(CAT, .8), found(NOTHING, .5)),
            "3", List.of(found(CAT, .6)));

    @Test
    void theBestF1() {
        ClassThreshold cat = choice(new ThresholdRule.BestF1());
        assertThat(cat.threshold()).isEqualTo(.6); // 2 * 3 / (4 + 4) = .75
        assertThat(cat.precision()).isEqualTo(.75);
        assertThat(cat.recall()).isEqualTo(.75);
        assertThat(cat.boxes()).isEqualTo(4);
        assertThat(cat.hasTooFewBoxes()).isTrue();
        assertThat(cat.low()).isBetween(.5, .6);
        assertThat(cat.high()).isBetween(.6, .9);
        assertThat(cat.curve().score()).containsExactly(.9, .8, .7, .6, .5);
    }

    @Test
    void theLowestWithAPrecisionAndTheHighestWithARecall() {
        assertThat(choice(new ThresholdRule.AtPrecision(.7)).threshold()).isEqualTo(.6);
        assertThat(choice(new ThresholdRule.AtPrecision(.9)).threshold()).isEqualTo(.8);
        assertThat(choice(new ThresholdRule.AtRecall(.5)).threshold()).isEqualTo(.8);
        assertThat(choice(new ThresholdRule.AtRecall(.75)).threshold()).isEqualTo(.6);
    }

    @Test
    void whatNoThresholdKeepsIsTold() {
        assertThatThrownBy(() -> choice(new ThresholdRule.AtRecall(.9)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cats: no class has a threshold by this rule (the highest with a recall of 0.9)");
        assertThatThrownBy(() -> new ThresholdRule.AtPrecision(1.1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--precision: 1.1");
        assertThatThrownBy(() -> new ThresholdRule.AtRecall(0)).hasMessageContaining("--recall: 0.0");
    }

    @Test
    void aPromiseHasOneThresholdForEveryClass() {
        List<MissRateControl.ImageObjects> images = MissRateControl.images(truth, found);
        assertThat(images).hasSize(4);
        assertThat(MissRateControl.risk(images, .8)).isEqualTo(.5, within(1e-12)); // images 3 and 4
        assertThat(MissRateControl.risk(images, .81)).isEqualTo(.75, within(1e-12));
        ChosenThresholds chosen = ThresholdChoice.of(truth, found, new MissRatePromise(.6, .9, .8, .5, 4));
        assertThat(chosen.byClass()).containsExactly(Map.entry("cat", .8), Map.entry("dog", .8));
        assertThat(chosen.classes().get("cat").recall()).isEqualTo(.5);
        assertThat(ThresholdChoice.doubtful(chosen)).containsExactly("cat", "dog");
    }

    /** There is no dog, and none is found; then one is found where none is; and a promise of .95 keeps no cat. */
    @Test
    void whatIsNotThereHasNoFigure() throws IOException {
        MissRatePromise promise = new MissRatePromise(.6, .9, .8, .5, 4);
        ClassThreshold dog = ThresholdChoice.of(truth, found, promise).classes().get("dog");
        assertThat(dog.precision()).isNaN();
        assertThat(dog.recall()).isNaN();
        assertThat(dog.boxes()).isZero();
        ClassThreshold wrong = ThresholdChoice.of(truth, Map.of("1", List.of(new Detection(CAT, 2, .85))), promise)
                .classes()
                .get("dog");
        assertThat(wrong.precision()).isZero();
        assertThat(wrong.recall()).isNaN();
        ChosenThresholds none = ThresholdChoice.of(truth, found, new MissRatePromise(.6, .9, .95, 1, 4));
        assertThat(none.classes().get("cat").precision()).isNaN();
        assertThat(none.classes().get("cat").recall()).isZero();

        ObjectMapper json = new ObjectMapper();
        assertThat(json.writeValueAsString(dog)).contains("\"precision\":null,\"recall\":null,\"boxes\":0");
        ClassThreshold again = json.readValue(json.writeValueAsString(dog), ClassThreshold.class);
        assertThat(again.recall()).isNaN();
        assertThat(again.threshold()).isEqualTo(.8);
    }

    private ClassThreshold choice(ThresholdRule rule) {
        Map<String, ClassThreshold> classes =
                ThresholdChoice.of(truth, found, rule).classes();
        assertThat(classes).containsOnlyKeys("cat"); // there is no dog
        return classes.get("cat");
    }

    private static Example image(String id) {
        return new Example(id, Path.of(id + ".jpg"), 100, 100, List.of(Annotation.of(CAT, 1)));
    }

    private static Detection found(Box box, double score) {
        return new Detection(box, 1, score);
    }
}
