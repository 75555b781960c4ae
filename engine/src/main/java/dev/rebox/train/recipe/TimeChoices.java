package dev.rebox.train.recipe;

import dev.rebox.config.TrainConfig;
import dev.rebox.error.ConfigException;
import java.util.Locale;

/** What follows from the time and from how fast the machine is: precision, batch, steps, and whether images are augmented. */
final class TimeChoices {
    /** A speed-up by less is no reason to compute less exactly. */
    private static final double FASTER = 1.15;
    /** Batches of two learn a little less from each image. */
    private static final double TWICE = 1.3;
    /** More passes over the images learn them by heart. */
    private static final int MOST_EPOCHS = 80;

    /** Fewer steps teach nothing. */
    private static final int FEWEST_STEPS = 10;
    /** With fewer a detector is not what it could be. */
    private static final int FEW_STEPS = 200;

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

    private final Choices choices;
    private final RecipeMaker.Measured measured;
    private final RecipeMaker.Clock clock;
    private final int workers;
    private final double budget;

    /** @param budget seconds @param workers that can train side by side */
    TimeChoices(Choices choices, RecipeMaker.Measured measured, RecipeMaker.Clock clock, int workers, double budget) {
        this.choices = choices;
        this.measured = measured;
        this.clock = clock;
        this.workers = workers;
        this.budget = budget;
    }

    /** Decides. @return steps that are of use, however much time there is */
    int decide(DataFacts seen) {
        steps(seen, speed());
        augmentation(seen);
        return choices.given("train.steps") ? choices.config().train().steps() : mostSteps(seen);
    }

    /** Chooses precision and batch by what is faster. @return seconds of a step then */
    private double speed() {
        double limit = MEASURING * budget;
        double single = clock.step(choices.config(), limit);
        choices.found(String.format(Locale.ROOT, "a step takes %.2f s", single));
        if (!choices.given("train.precision")) {
            double half = clock.step(choices.with("train.precision", "bfloat16"), limit);
            choices.found(String.format(Locale.ROOT, "in bfloat16 it takes %.2f s", half));
            boolean faster = single / half > FASTER;
            choices.decide(
                    "train.precision",
                    faster ? "bfloat16" : "float32",
                    String.format(Locale.ROOT, "bfloat16 is %.1f times as fast", single / half));
            single = faster ? half : single;
        }
        if (workers > 1 && !choices.given("train.batch")) {
            double two = clock.step(choices.with("train.batch", "2"), limit);
            choices.found(String.format(Locale.ROOT, "with two images it takes %.2f s", two));
            double gain = 2 * single / two;
            boolean pays = gain > TWICE;
            choices.decide(
                    "train.batch",
                    pays ? 2 : 1,
                    String.format(Locale.ROOT, "with two, %.1f times as many images are trained on", gain));
            single = pays ? two : single;
        }
        return single;
    }

    private int mostSteps(DataFacts seen) {
        return Math.max(
                LEAST_USEFUL_STEPS,
                MOST_EPOCHS * seen.images() / choices.config().train().batch());
    }

    /** @param step seconds of a training step; to find the objects of an image takes a part of it */
    private void steps(DataFacts seen, double step) {
        int most = mostSteps(seen);
        double image = step / choices.config().train().batch();
        double share = choices.config().data().validationShare();
        long validation = measured.validation() > 0 ? measured.validation() : Math.round(share * seen.images());
        int evaluations = evaluations(image * validation, budget);
        double measuring = image * (evaluations * validation + measured.test());
        int workable = (int) Math.max(0, (USED * budget - measuring) / step);
        if (workable < FEWEST_STEPS) {
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "train.budget: %.0f s leave %d steps of %.2f s: to measure %d validation images %d times and %d test"
                            + " images takes about %.0f s. Give more time or fewer images.",
                    budget,
                    workable,
                    step,
                    validation,
                    evaluations,
                    measured.test(),
                    measuring));
        }
        if (workable < FEW_STEPS) {
            choices.found(workable + " steps end in time, which are few: more time would help");
        }
        int steps = Math.min(workable, most);
        choices.decide(
                "train.steps",
                steps,
                workable < most
                        ? "as many as end in time"
                        : "each image " + MOST_EPOCHS + " times: more would learn them by heart");
        int planned = choices.config().train().steps();
        choices.decide("train.warmup", Math.min(100, planned / 10), "the first steps are the roughest");
        choices.decide(
                "train.evaluateEvery",
                evaluations == 0 ? 0 : (planned + evaluations - 1) / evaluations,
                evaluations == 0
                        ? "no images are set aside to choose the best model by"
                        : "so that evaluations take little of the time");
        choices.decide(
                "train.checkpointEvery",
                Math.max(50, planned / MOST_EVALUATIONS),
                "little is lost when training is stopped");
    }

    /** How many on the way. @param seconds that one takes, 0 where nothing is to be measured */
    private static int evaluations(double seconds, double budget) {
        if (seconds == 0) {
            return 0;
        }
        return (int) Math.max(FEWEST_EVALUATIONS, Math.min(MOST_EVALUATIONS, EVALUATING * budget / seconds));
    }

    private void augmentation(DataFacts seen) {
        TrainConfig train = choices.config().train();
        double epochs = (double) train.steps() * train.batch() / seen.images();
        if (epochs < AUGMENT_EPOCHS) {
            choices.found(
                    String.format(Locale.ROOT, "an image is seen %.1f times: there is no need to change it", epochs));
            return;
        }
        String why = String.format(Locale.ROOT, "an image is seen %.0f times, each time another way", epochs);
        choices.decide("augment.scale", 0.2, why);
        choices.decide("augment.crop", 0.3, why);
        choices.decide("augment.photometric", 0.2, why);
    }
}
