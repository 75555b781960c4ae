package dev.rebox.train.recipe;

import dev.rebox.box.Anchors;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.DataConfig;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.tensor.weights.PublicWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    /** A speed-up by less is no reason to compute less exactly. */
    private static final double FASTER = 1.15;
    /** Batches of two learn a little less from each image. */
    private static final double TWICE = 1.3;
    /** Images that are set aside to choose by: no fewer, if that is at most a quarter of all. */
    private static final int VALIDATION_IMAGES = 30;

    private static final double VALIDATION_SHARE = 0.125;
    private static final double MOST_VALIDATION = 0.25;
    /** Fewer images than this are all trained on. */
    private static final int FEWEST_TO_PART = 12;
    /** More passes over the images learn them by heart. */
    private static final int MOST_EPOCHS = 80;

    private static final int LEAST_USEFUL_STEPS = 1500;
    private static final int MOST_EVALUATIONS = 10;
    private static final int FEWEST_EVALUATIONS = 2;
    /** Share of the time for evaluations on the way, if that is enough for the fewest. */
    private static final double EVALUATING = 0.15;
    /** Each image is seen at least so often before it is worth while to change it. */
    private static final int AUGMENT_EPOCHS = 6;
    /** Share of the time for measuring speed, for each of the measurements. */
    private static final double MEASURING = 0.02;
    /** Share of the time for training and evaluations; the rest is for preparations. */
    private static final double USED = 0.9;

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

    private static final Duration DEFAULT_BUDGET = Duration.ofMinutes(30);

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
    private final List<Decision> decisions = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private Config config;

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
        this.config = given;
        budget = given.train().timeBudget().orElse(DEFAULT_BUDGET).toMillis() / 1e3;
    }

    /** Decides. @throws dev.rebox.error.ReboxException if the weights cannot be read */
    public Recipe make() {
        DataFacts seen = DataFacts.of(data);
        facts.add(seen.toString());
        if (given.train().budget() == null) {
            decide("train.budget", DEFAULT_BUDGET.toMinutes() + "m", "no other time was given");
        }
        Start start = start();
        resolution(seen);
        anchors(start);
        tasks(seen);
        learning(start);
        validation(seen);
        steps(seen, speed());
        augmentation(seen);
        boolean fixed = given.train().givenKeys().contains("train.steps");
        return new Recipe(
                facts,
                decisions,
                given.train().givenKeys(),
                fixed ? config.train().steps() : mostSteps(seen));
    }

    /** Unless it was given by hand. */
    private void decide(String key, Object value, String why) {
        if (given.train().givenKeys().contains(key)) {
            return;
        }
        decisions.add(new Decision(key, String.valueOf(value), why));
        config = ConfigReader.withTexts(config, Map.of(key, String.valueOf(value)));
    }

    private Start start() {
        Start start = Start.of(given.model());
        if (start.kind() == Start.Kind.SCRATCH) {
            Path pulled = pulled();
            if (Files.isRegularFile(pulled) && !given.train().givenKeys().contains("model.weights")) {
                decide("model.weights", pulled, "ImageNet weights were pulled before");
                start = Start.of(config.model());
            } else {
                facts.add("there are no weights to start from: './rebox weights pull "
                        + config.model().backbone() + "' gets some, with which far fewer images do");
            }
        }
        if (start.backbone() != null && !start.backbone().equals(config.model().backbone())) {
            decide("model.backbone", start.backbone(), "the weights are of it");
        }
        if (start.width() != null
                && Double.parseDouble(start.width()) != config.model().width()) {
            decide("model.width", start.width(), "the weights are of it");
        }
        start.trained().ifPresent(this::asTrained);
        return start;
    }

    /** What proposals and crops of a trained detector rest on. */
    private void asTrained(Config trained) {
        Map<String, String> now = ConfigReader.values(config);
        Map<String, String> before = ConfigReader.values(trained);
        for (String key : OF_THE_START) {
            String value = before.get(key);
            if (value != null && !value.equals(now.get(key))) {
                decide(key, value.replace("\"", ""), "the trained detector has it so");
            }
        }
    }

    private Path pulled() {
        return PublicWeights.all().stream()
                .filter(weights -> weights.name().equals(config.model().backbone()))
                .map(weights -> PublicWeights.cache().resolve(weights.file()))
                .findFirst()
                .orElse(Path.of("none"));
    }

    private void resolution(DataFacts seen) {
        double smallBox = seen.boxSide(0.1);
        int largest = SIDES[0];
        boolean bounded = given.train().givenKeys().contains("data.longerSide");
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
        decide("data.shorterSide", chosen, why);
        int longer = (int) Math.round(config.data().shorterSide() * LONGER);
        decide("data.longerSide", longer, "in the usual proportion to the shorter side");
    }

    private void anchors(Start start) {
        ResizeRule rule = config.data().resize();
        double side = config.data().shorterSide();
        double usualBase = start.trained()
                .map(trained -> trained.model().anchorBase() / trained.data().shorterSide())
                .orElse(USUAL_BASE);
        double usual = fit(rule, usualBase * side);
        double best = BASES.stream()
                .max(Comparator.comparingDouble(base -> fit(rule, base * side)))
                .orElse(usualBase);
        double chosen = fit(rule, best * side) - usual > BETTER_FIT ? best : usualBase;
        long base = Math.round(chosen * side);
        decide(
                "model.anchorBase",
                base,
                String.format(Locale.ROOT, "the best anchor of a box has a mean IoU of %.2f then", fit(rule, base)));
        if (start.kind() == Start.Kind.DETECTOR && chosen != usualBase) {
            facts.add("the anchors are others than usual: the proposals of the trained detector have to learn anew");
        }
    }

    private double fit(ResizeRule rule, double base) {
        Anchors anchors =
                new Anchors(base, config.model().anchorScales(), config.model().anchorRatios());
        return DataFacts.anchorFit(data, rule, anchors);
    }

    private void tasks(DataFacts seen) {
        boolean context = seen.classes() > 1 && seen.mixed() >= 0.5;
        if (context) {
            decide(
                    "model.detachAuxiliary",
                    true,
                    "several classes share images: their context refines detections only");
        } else {
            String why = seen.classes() == 1
                    ? "there is one class: no other to find context in"
                    : "most images show one class: no other to find context in";
            decide("model.auxiliary", "[]", why);
            decide("model.refinement", false, why);
        }
        decide("model.classLossWeight", 2, "on two of three data sets better in every run");
    }

    private void learning(Start start) {
        decide("train.optimizer", "adamw", "reaches in hundreds of steps what SGD needs thousands for");
        boolean scratch = start.kind() == Start.Kind.SCRATCH;
        decide(
                "train.learningRate",
                scratch ? 0.0005 : 0.0001,
                scratch
                        ? "nothing is there that it could destroy"
                        : "between the best rates on people (5e-5) and on blood cells (2e-4)");
        decide("train.regions", 64, "an image has few objects; more regions cost time");
        decide("train.windows", "fresh", "windows that stay are learned by heart");
        decide("train.decayAt", "[0.7, 0.9]", "the end of the time makes the model steady");
    }

    /** Chooses precision and batch by what is faster. @return seconds of a step then */
    private double speed() {
        double limit = MEASURING * budget;
        double single = clock.step(config, limit);
        facts.add(String.format(Locale.ROOT, "a step takes %.2f s", single));
        if (!given.train().givenKeys().contains("train.precision")) {
            double half = clock.step(with("train.precision", "bfloat16"), limit);
            facts.add(String.format(Locale.ROOT, "in bfloat16 it takes %.2f s", half));
            boolean faster = single / half > FASTER;
            decide(
                    "train.precision",
                    faster ? "bfloat16" : "float32",
                    String.format(Locale.ROOT, "bfloat16 is %.1f times as fast", single / half));
            single = faster ? half : single;
        }
        if (workers > 1 && !given.train().givenKeys().contains("train.batch")) {
            double two = clock.step(with("train.batch", "2"), limit);
            facts.add(String.format(Locale.ROOT, "with two images it takes %.2f s", two));
            double gain = 2 * single / two;
            boolean pays = gain > TWICE;
            decide(
                    "train.batch",
                    pays ? 2 : 1,
                    String.format(Locale.ROOT, "with two, %.1f times as many images are trained on", gain));
            single = pays ? two : single;
        }
        return single;
    }

    private Config with(String key, String value) {
        return ConfigReader.withTexts(config, Map.of(key, value));
    }

    private int mostSteps(DataFacts seen) {
        return Math.max(
                LEAST_USEFUL_STEPS, MOST_EPOCHS * seen.images() / config.train().batch());
    }

    /** @param step seconds of a training step; to find the objects of an image takes a part of it */
    private void steps(DataFacts seen, double step) {
        int most = mostSteps(seen);
        double image = step / config.train().batch();
        double share = config.data().validationShare();
        double evaluation = image * (measured.validation > 0 ? measured.validation : Math.round(share * seen.images()));
        int evaluations = (int) Math.max(
                FEWEST_EVALUATIONS, Math.min(MOST_EVALUATIONS, EVALUATING * budget / Math.max(1e-9, evaluation)));
        double left = USED * budget - evaluations * evaluation - image * measured.test;
        int workable = (int) Math.max(1, left / step);
        int steps = Math.min(workable, most);
        decide(
                "train.steps",
                steps,
                workable < most
                        ? "as many as end in time"
                        : "each image " + MOST_EPOCHS + " times: more would learn them by heart");
        int planned = config.train().steps();
        decide("train.warmup", Math.min(100, planned / 10), "the first steps are the roughest");
        decide(
                "train.evaluateEvery",
                (planned + evaluations - 1) / evaluations,
                "so that evaluations take little of the time");
        decide(
                "train.checkpointEvery",
                Math.max(50, planned / MOST_EVALUATIONS),
                "little is lost when training is stopped");
    }

    private void augmentation(DataFacts seen) {
        TrainConfig train = config.train();
        double epochs = (double) train.steps() * train.batch() / seen.images();
        if (epochs < AUGMENT_EPOCHS) {
            facts.add(String.format(Locale.ROOT, "an image is seen %.1f times: there is no need to change it", epochs));
            return;
        }
        String why = String.format(Locale.ROOT, "an image is seen %.0f times, each time another way", epochs);
        decide("augment.scale", 0.2, why);
        decide("augment.crop", 0.3, why);
        decide("augment.photometric", 0.2, why);
    }

    private void validation(DataFacts seen) {
        DataConfig own = given.data();
        if (own.validation() != null) {
            return;
        }
        if (seen.images() < FEWEST_TO_PART) {
            decide("data.validationShare", 0, "so few images are all needed to learn from: the last model is kept");
            return;
        }
        double share =
                Math.min(MOST_VALIDATION, Math.max(VALIDATION_SHARE, (double) VALIDATION_IMAGES / seen.images()));
        long images = Math.round(share * seen.images());
        decide(
                "data.validationShare",
                Math.round(1000 * share) / 1000.0,
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
