package dev.rebox.train.recipe;

import dev.rebox.box.Anchors;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.DataConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.tensor.weights.PublicWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Chooses the settings of a training from the data, the start, and the measured speed of the machine. What was given by hand
 * stays as it was given. Every choice has its reason in words.
 */
public final class RecipeMaker {
    /** Shorter sides to choose among, with the longer side in the published proportion of 600 to 1024. */
    private static final int[] SIDES = {300, 400, 500, 600};

    private static final double LONGER = 1024 / 600.0;
    /** Nine of ten boxes shall have so many pixels a side: a cell of the feature map and a quarter. */
    private static final double BOX_PIXELS = 20;
    /** The published base of the anchors over the published shorter side. */
    private static final double USUAL_BASE = 256 / 600.0;

    private static final List<Double> BASES = List.of(0.1, 0.15, 0.2, 0.3, USUAL_BASE, 0.6, 0.8);
    /** A better fit by less is no reason to leave the usual anchors, which trained detectors know. */
    private static final double BETTER_FIT = 0.03;
    /** Images that are set aside to choose by: no fewer, if that is at most a quarter of all. */
    private static final int VALIDATION_IMAGES = 30;

    private static final double VALIDATION_SHARE = 0.125;
    private static final double MOST_VALIDATION = 0.25;
    /** More tell models apart no better, and take time from training. */
    private static final int MOST_VALIDATION_IMAGES = 500;
    /** Fewer images than this are all trained on. */
    private static final int FEWEST_TO_PART = 12;
    /** What a trained detector's layers were trained with. */
    private static final List<String> OF_THE_START = List.of(
            "model.detector",
            "model.anchorScales",
            "model.anchorRatios",
            "model.anchorCentres",
            "model.proposalChannels",
            "model.cropSize",
            "model.cropMaxPool",
            "model.cropPlacement",
            "model.rfcnDilation");

    /** The time of a training to which none was given. */
    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(30);

    /** Measures a step. */
    public interface Clock {
        /** The time of a step, seconds. @param limit seconds that this may take, about */
        double step(Config config, double limit);
    }

    /**
     * What is measured beside the training.
     *
     * @param validation images that choose the best model, 0 where none were given
     * @param test images that are measured at the end
     */
    public record Measured(int validation, int test) {}

    private final Config given;
    private final Dataset data;
    private final Measured measured;
    private final Clock clock;
    private final int workers;
    private final double budget;
    private final Choices choices;

    /**
     * @param given with {@code recipe=auto}
     * @param data the images to train on
     * @param workers that can train side by side
     */
    public RecipeMaker(Config given, Dataset data, Measured measured, Clock clock, int workers) {
        this.given = given;
        this.data = data;
        this.measured = measured;
        this.clock = clock;
        this.workers = workers;
        choices = new Choices(given);
        budget = given.train().timeBudget().orElse(DEFAULT_BUDGET).toMillis() / 1e3;
    }

    /** Decides. @throws dev.rebox.error.ReboxException if the weights cannot be read */
    public Recipe make() {
        DataFacts seen = DataFacts.of(data);
        choices.found(seen.toString());
        if (given.train().budget() == null) {
            choices.decide("train.budget", DEFAULT_BUDGET.toMinutes() + "m", "no other time was given");
        }
        Start start = start();
        resolution(seen);
        anchors(start);
        tasks(seen);
        learning(start);
        validation(seen);
        int most = new TimeChoices(choices, measured, clock, workers, budget).decide(seen);
        return new Recipe(choices.facts(), choices.decisions(), given.train().givenKeys(), most);
    }

    private Start start() {
        Start start = Start.of(given.model());
        if (start.kind() == Start.Kind.SCRATCH) {
            Path pulled = pulled();
            if (Files.isRegularFile(pulled) && !choices.given("model.weights")) {
                choices.decide("model.weights", pulled, "ImageNet weights were pulled before");
                start = Start.of(choices.config().model());
            } else {
                choices.found("there are no weights to start from: './rebox weights pull "
                        + choices.config().model().backbone() + "' gets some, with which far fewer images do");
            }
        }
        if (start.backbone() != null
                && !start.backbone().equals(choices.config().model().backbone())) {
            choices.decide("model.backbone", start.backbone(), "the weights are of it");
        }
        if (start.width() != null
                && Double.parseDouble(start.width()) != choices.config().model().width()) {
            choices.decide("model.width", start.width(), "the weights are of it");
        }
        start.trained().ifPresent(this::asTrained);
        return start;
    }

    /** What proposals and crops of a trained detector rest on. */
    private void asTrained(Config trained) {
        Map<String, String> now = ConfigReader.values(choices.config());
        Map<String, String> before = ConfigReader.values(trained);
        for (String key : OF_THE_START) {
            String value = before.get(key);
            if (value != null && !value.equals(now.get(key))) {
                choices.decide(key, value.replace("\"", ""), "the trained detector has it so");
            }
        }
    }

    private Path pulled() {
        return PublicWeights.all().stream()
                .filter(weights ->
                        weights.name().equals(choices.config().model().backbone()))
                .map(weights -> PublicWeights.cache().resolve(weights.file()))
                .findFirst()
                .orElse(Path.of("none"));
    }

    private void resolution(DataFacts seen) {
        double smallBox = seen.boxSide(0.1);
        int largest = SIDES[0];
        boolean bounded = choices.given("data.longerSide");
        for (int side : SIDES) {
            boolean within = !bounded || side <= given.data().longerSide();
            largest = within && side <= seen.shorterSide() ? side : largest; // enlarging an image adds nothing
        }
        int chosen = SIDES[0];
        for (int side : SIDES) {
            if (side <= largest && smallBox * chosen < BOX_PIXELS) {
                chosen = side;
            }
        }
        String why = String.format(
                Locale.ROOT,
                "nine of ten boxes have %.0f pixels a side or more then%s",
                smallBox * chosen,
                chosen == largest && chosen < SIDES[SIDES.length - 1] ? ", and the images have no more" : "");
        choices.decide("data.shorterSide", chosen, why);
        int longer = (int) Math.round(choices.config().data().shorterSide() * LONGER);
        choices.decide("data.longerSide", longer, "in the usual proportion to the shorter side");
    }

    private void anchors(Start start) {
        ResizeRule rule = choices.config().data().resize();
        double side = choices.config().data().shorterSide();
        double usualBase = start.trained()
                .map(trained -> trained.model().anchorBase() / trained.data().shorterSide())
                .orElse(USUAL_BASE);
        double usual = fit(rule, usualBase * side);
        double best = BASES.stream()
                .max(Comparator.comparingDouble(base -> fit(rule, base * side)))
                .orElse(usualBase);
        double chosen = fit(rule, best * side) - usual > BETTER_FIT ? best : usualBase;
        long base = Math.round(chosen * side);
        choices.decide(
                "model.anchorBase",
                base,
                String.format(Locale.ROOT, "the best anchor of a box has a mean IoU of %.2f then", fit(rule, base)));
        if (start.kind() == Start.Kind.DETECTOR && chosen != usualBase) {
            choices.found(
                    "the anchors are others than usual: the proposals of the trained detector have to learn anew");
        }
    }

    private double fit(ResizeRule rule, double base) {
        Anchors anchors = new Anchors(
                base,
                choices.config().model().anchorScales(),
                choices.config().model().anchorRatios());
        return DataFacts.anchorFit(data, rule, anchors);
    }

    private void tasks(DataFacts seen) {
        boolean context = seen.classes() > 1 && seen.mixed() >= 0.5;
        if (context) {
            choices.decide(
                    "model.detachAuxiliary",
                    true,
                    "several classes share images: their context refines detections only");
        } else {
            String why = seen.classes() == 1
                    ? "there is one class: no other to find context in"
                    : "most images show one class: no other to find context in";
            choices.decide("model.auxiliary", "[]", why);
            choices.decide("model.refinement", false, why);
        }
        choices.decide(
                "model.classLossWeight", 2, "measured: better in every run on two of three data sets (docs/results)");
    }

    private void learning(Start start) {
        choices.decide("train.optimizer", "adamw", "reaches in hundreds of steps what SGD needs thousands for");
        boolean scratch = start.kind() == Start.Kind.SCRATCH;
        choices.decide(
                "train.learningRate",
                scratch ? 0.0005 : 0.0001,
                scratch
                        ? "nothing is there that it could destroy"
                        : "measured: between the best rates of two data sets, 0.00005 and 0.0002 (docs/results)");
        choices.decide("train.regions", 64, "an image has few objects; more regions cost time");
        choices.decide(
                "train.windows", "fresh", "new random windows in each epoch: the same ones would be learned by heart");
        choices.decide("train.decayAt", "[0.7, 0.9]", "the end of the time makes the model steady");
    }

    private void validation(DataFacts seen) {
        DataConfig own = given.data();
        if (own.validation() != null) {
            return;
        }
        if (seen.images() < FEWEST_TO_PART) {
            choices.decide(
                    "data.validationShare", 0, "so few images are all needed to learn from: the last model is kept");
            return;
        }
        double share =
                Math.min(MOST_VALIDATION, Math.max(VALIDATION_SHARE, (double) VALIDATION_IMAGES / seen.images()));
        share = Math.min(share, (double) MOST_VALIDATION_IMAGES / seen.images());
        long images = Math.round(share * seen.images());
        choices.decide(
                "data.validationShare",
                Math.round(1e5 * share) / 1e5,
                images + " images choose the best model"
                        + (images < VALIDATION_IMAGES
                                ? ", which are few: of models that are alike the later is kept"
                                : ""));
    }

    /** What a recipe says in the log. */
    public static List<String> lines(Recipe recipe) {
        return Stream.concat(
                        recipe.facts().stream().map(fact -> "Found: " + fact + "."),
                        recipe.decisions().stream().map(decision -> "Chosen: " + decision + "."))
                .toList();
    }
}
