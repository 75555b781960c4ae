package dev.rebox.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestModels;
import dev.rebox.box.Box;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.model.Model;
import dev.rebox.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeMakerTest {
    /** Images of 640 x 480 with a square of this side in each; every second class in turn, or all in every image. */
    private static Dataset data(int images, double side, int classes, boolean together) {
        List<Example> examples = IntStream.range(0, images)
                .mapToObj(i -> {
                    List<Annotation> boxes = new ArrayList<>();
                    for (int k = 0; k < classes; k++) {
                        if (together || i % classes == k) {
                            boxes.add(Annotation.of(Box.ofSize(40 + 10 * k, 40, side, side), k + 1));
                        }
                    }
                    return new Example("p" + i, Path.of("p"), 640, 480, boxes);
                })
                .toList();
        List<String> names =
                IntStream.range(0, classes).mapToObj(k -> "class" + k).toList();
        return new Dataset("made", Dataset.Format.VOC, LabelMap.of(names), examples);
    }

    private static final RecipeMaker.Measured NONE = new RecipeMaker.Measured(0, 0);

    private static Config config(String... settings) {
        List<String> all = new ArrayList<>(List.of("budget=10m", "data.train=made"));
        all.addAll(Arrays.asList(settings));
        return ConfigReader.read(all);
    }

    /** A step takes half a second, bfloat16 and two images cost these factors. */
    private static RecipeMaker.Clock clock(double half, double two) {
        return (config, limit) -> .5
                * (config.train().precision() == Precision.BFLOAT16 ? half : 1)
                * (config.train().batch() == 2 ? two : 1);
    }

    private static Config chosen(Dataset data, String... settings) {
        Config given = config(settings);
        return recipe(data, settings).applied(given);
    }

    private static Recipe recipe(Dataset data, String... settings) {
        return new RecipeMaker(config(settings), data, NONE, clock(1, 2), 2).make();
    }

    private static Optional<Decision> decision(Recipe recipe, String key) {
        return recipe.decisions().stream().filter(d -> d.key().equals(key)).findFirst();
    }

    @Test
    void smallBoxesNeedMorePixels() {
        assertThat(chosen(data(100, 120, 1, true)).data().shorterSide()).isEqualTo(300);
        // 25 of 480 pixels are 15.6 of 300, and 20.8 of 400.
        assertThat(chosen(data(100, 25, 1, true)).data().shorterSide()).isEqualTo(400);
        // 10 of 480 would need 960, but the images have no more than 480.
        Config tiny = chosen(data(100, 10, 1, true));
        assertThat(tiny.data().shorterSide()).isEqualTo(400);
        assertThat(tiny.data().longerSide()).isEqualTo(683);
    }

    @Test
    void anchorsFollowTheBoxes() {
        // 120 of 480 are 75 of 300: the usual base of 128 has an anchor of 64.
        assertThat(chosen(data(100, 120, 1, true)).model().anchorBase()).isEqualTo(128);
        // 400 of 480 are 250 of 300: the usual base has an anchor of 256. 20 of 480 are 16.7 of 400: a tenth of 400 has
        // one of 20.
        assertThat(chosen(data(100, 400, 1, true)).model().anchorBase()).isEqualTo(128);
        assertThat(chosen(data(100, 20, 1, true)).model().anchorBase()).isLessThan(100);
    }

    @Test
    void contextIsOfUseWhereClassesShareImages() {
        Config mixed = chosen(data(100, 120, 3, true));
        assertThat(mixed.model().auxiliary()).hasSize(3);
        assertThat(mixed.model().detachAuxiliary()).isTrue();
        Config apart = chosen(data(100, 120, 3, false));
        assertThat(apart.model().auxiliary()).isEmpty();
        assertThat(apart.model().refinement()).isFalse();
        assertThat(decision(recipe(data(100, 120, 1, true)), "model.refinement")
                        .orElseThrow()
                        .why())
                .isEqualTo("there is one class: no other to find context in");
    }

    @Test
    void aPartIsSetAsideToChooseBy() {
        assertThat(chosen(data(400, 120, 1, true)).data().validationShare()).isEqualTo(.125);
        assertThat(chosen(data(150, 120, 1, true)).data().validationShare()).isEqualTo(.2); // 30 images
        Recipe few = recipe(data(60, 120, 1, true)); // a quarter at most
        assertThat(decision(few, "data.validationShare").orElseThrow().value()).isEqualTo("0.25");
        assertThat(decision(few, "data.validationShare").orElseThrow().why()).contains("15 images", "which are few");
        assertThat(chosen(data(8, 120, 1, true)).data().validationShare()).isZero();
        assertThat(decision(recipe(data(400, 120, 1, true), "data.validation=other"), "data.validationShare"))
                .isEmpty();
    }

    @Test
    void stepsFollowFromTheTimeAndFromTheImages() {
        // 90 % of 600 s, less three evaluations of 50 images, half a second a step and an image: (540 - 75) / .5.
        assertThat(chosen(data(400, 120, 1, true)).train().steps()).isEqualTo(930);
        assertThat(chosen(data(400, 120, 1, true)).train().evaluateEvery()).isEqualTo(310);
        // Two evaluations at least; 200 images of a test are measured in 100 s.
        Config measured = new RecipeMaker(
                        config("data.validation=other"),
                        data(400, 120, 1, true),
                        new RecipeMaker.Measured(100, 200),
                        clock(1, 2),
                        2)
                .make()
                .applied(config("data.validation=other"));
        assertThat(measured.train().steps()).isEqualTo(680); // (540 - 2 * 50 - 100) / .5
        assertThat(measured.train().evaluateEvery()).isEqualTo(340);
        // 1500 at least are of use, 80 passes otherwise.
        assertThat(chosen(data(10, 120, 1, true), "budget=10h").train().steps()).isEqualTo(1500);
        assertThat(chosen(data(100, 120, 1, true), "budget=10h").train().steps())
                .isEqualTo(8000);
        assertThat(recipe(data(400, 120, 1, true)).mostSteps()).isEqualTo(32000);
    }

    @Test
    void aTimeThatIsMeasuredAwayIsRefused() {
        // 3000 images in half a second each, twice: 3000 s of the 540.
        RecipeMaker maker = new RecipeMaker(
                config("data.validation=other"),
                data(400, 120, 1, true),
                new RecipeMaker.Measured(3000, 0),
                clock(1, 2),
                2);
        assertThatThrownBy(maker::make)
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "train.budget: 600 s leave 0 steps of 0.50 s: to measure 3000 validation images 2 times and 0"
                                + " test images takes about 3000 s. Give more time or fewer images.");
        // (540 - 2 * 50 - 380) / .5
        Recipe few = new RecipeMaker(
                        config("data.validation=other"),
                        data(400, 120, 1, true),
                        new RecipeMaker.Measured(100, 760),
                        clock(1, 2),
                        2)
                .make();
        assertThat(decision(few, "train.steps").orElseThrow().value()).isEqualTo("120");
        assertThat(few.facts()).contains("120 steps end in time, which are few: more time would help");
    }

    @Test
    void withoutAPartToChooseByNothingIsMeasuredOnTheWay() {
        assertThat(chosen(data(8, 120, 1, true)).train().evaluateEvery()).isZero();
        assertThat(chosen(data(8, 120, 1, true)).train().steps()).isEqualTo(1080); // 540 / .5
    }

    @Test
    void atMost500ImagesAreSetAside() {
        assertThat(chosen(data(10_000, 120, 1, true), "budget=1h").data().validationShare())
                .isEqualTo(.05);
    }

    /** A run that goes on obeys what is given now. */
    @Test
    void whatIsGivenLaterCounts() {
        Recipe recipe = recipe(data(400, 120, 1, true));
        Config later = recipe.applied(config("learningRate=0.00001", "steps=5000"));
        assertThat(later.train().learningRate()).isEqualTo(1e-5);
        assertThat(later.train().steps()).isEqualTo(5000);
        assertThat(later.train().optimizer())
                .isEqualTo(recipe.applied(config()).train().optimizer());
        assertThatThrownBy(() -> recipe.applied(config("data.validation=other")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "data.validation: this run has set a part of data.train aside instead"
                                + " (data.validationShare=0.125). Leave data.validation out, or give another 'out' to begin anew.");
    }

    @Test
    void whatIsFasterIsTaken() {
        Config slow = chosen(data(400, 120, 1, true));
        assertThat(slow.train().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(slow.train().batch()).isEqualTo(1);
        Recipe fast = new RecipeMaker(config(), data(400, 120, 1, true), NONE, clock(.5, 1.2), 2).make();
        Config chosen = fast.applied(config());
        assertThat(chosen.train().precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(chosen.train().batch()).isEqualTo(2);
        assertThat(chosen.train().steps()).isBetween(1549, 1550); // (540 - 10 * 7.5) / .3
        assertThat(fast.facts())
                .contains("a step takes 0.50 s", "in bfloat16 it takes 0.25 s", "with two images it takes 0.30 s");
    }

    @Test
    void whatWasGivenStaysEvenWhereItIsTheDefault() {
        Config kept = chosen(
                data(400, 120, 1, true),
                "shorterSide=600",
                "anchorBase=256",
                "steps=77",
                "batch=1",
                "precision=float32");
        assertThat(kept.data().shorterSide()).isEqualTo(600);
        assertThat(kept.data().longerSide()).isEqualTo(1024);
        assertThat(kept.model().anchorBase()).isEqualTo(256);
        assertThat(kept.train().steps()).isEqualTo(77);
        Recipe recipe = recipe(data(400, 120, 1, true), "steps=77");
        assertThat(recipe.given()).containsExactly("data.train", "train.budget", "train.steps");
        assertThat(recipe.mostSteps()).isEqualTo(77);
    }

    @Test
    void aTrainedDetectorsAnchorsAndCropsAreKept(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        try (Model model =
                Model.create(TestModels.config("anchorCentres=corner", "anchorScales=[0.5,1,2]"), TestModels.LABELS)) {
            model.save(file); // on images of 64, with a base of 32: half
        }
        Recipe recipe = recipe(data(100, 120, 1, true), "model.weights=" + file);
        Config chosen = recipe.applied(config("model.weights=" + file));
        assertThat(chosen.model().width()).isEqualTo(.25);
        assertThat(chosen.model().anchorCentres()).isEqualTo(ModelConfig.AnchorCentres.CORNER);
        assertThat(chosen.model().anchorScales()).containsExactly(.5, 1.0, 2.0);
        assertThat(chosen.model().anchorBase()).isEqualTo(150); // 75 pixels a side: a half of it
        assertThat(decision(recipe, "model.width").orElseThrow().why()).isEqualTo("the weights are of it");
    }

    @Test
    void imagesSeenOftenAreChanged() {
        assertThat(chosen(data(400, 120, 1, true)).augment().augmentation().none())
                .isTrue(); // 2.3 times
        assertThat(chosen(data(100, 120, 1, true)).augment().crop()).isEqualTo(.3); // more than six times
        assertThat(chosen(data(100, 120, 1, true), "augment.crop=0").augment().crop())
                .isZero();
    }

    @Test
    void withoutATimeItIsHalfAnHour() {
        Config given = ConfigReader.read(List.of("recipe=auto", "data.train=made"));
        Recipe recipe = new RecipeMaker(given, data(400, 120, 1, true), NONE, clock(1, 2), 2).make();
        assertThat(recipe.applied(given).train().budget()).isEqualTo("30m");
        assertThat(recipe.applied(given).train().steps()).isEqualTo(2740); // (1620 - 10 * 25) / .5
    }

    @Test
    void everyChoiceHasAReasonInTheLog() {
        Recipe recipe = recipe(data(100, 120, 2, true));
        assertThat(recipe.decisions()).allMatch(d -> d.why().length() > 10);
        assertThat(RecipeMaker.lines(recipe))
                .hasSize(recipe.facts().size() + recipe.decisions().size())
                .contains("Chosen: data.shorterSide=300: nine of ten boxes have 75 pixels a side or more then.");
    }
}
