package dev.rebox.train;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.Sample;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.file.AtomicFile;
import dev.rebox.file.ProcessLock;
import dev.rebox.model.Calibration;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.model.StartReport;
import dev.rebox.optim.Optimizer;
import dev.rebox.run.Environment;
import dev.rebox.run.RunFolder;
import dev.rebox.run.RunLock;
import dev.rebox.run.TestMetrics;
import dev.rebox.tensor.Workers;
import dev.rebox.train.recipe.Recipe;
import dev.rebox.train.recipe.RecipeMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training run from its configuration to its run folder. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private Training() {}

    /**
     * What came out.
     *
     * @param metrics on the test set, if one was given
     */
    public record Result(RunFolder run, long steps, Optional<Evaluation> metrics) {}

    /**
     * Trains, evaluates, and leaves a run folder.
     *
     * @throws ConfigException if the run folder holds a run already and {@code resume} is not asked for
     */
    public static Result run(Config config, Progress progress) {
        long began = System.nanoTime();
        RunFolder run = new RunFolder(Path.of(config.out()));
        refuseUsed(run, config);
        TrainingData data = TrainingData.open(config);
        boolean plain = !config.train().auto() || goesOnWithoutRecipe(config, run);
        if (plain) {
            refusePatience(config, data);
        }
        try (ProcessLock lock = RunLock.take(run)) {
            refuseUsed(run, config); // by a process that was quicker
            run.clean();
            if (plain) {
                return run(
                        config, run, data, progress, pace(config, config.train().steps()), began);
            }
            Recipe recipe = recipe(config, run, data);
            Config chosen = planned(recipe.applied(config), run);
            TrainingData parted = data.parted(chosen);
            refusePatience(chosen, parted);
            return run(chosen, run, parted, progress, pace(chosen, recipe.mostSteps()), began);
        }
    }

    private static void refusePatience(Config config, TrainingData data) {
        if (config.train().patience() > 0
                && (data.validation().isEmpty() || config.train().evaluateEvery() == 0)) {
            throw new ConfigException("train.patience: needs data.validation and train.evaluateEvery.");
        }
    }

    private static Optional<Pace> pace(Config config, int mostSteps) {
        return config.train().timeBudget().map(budget -> new Pace(budget, mostSteps));
    }

    /** A run that was begun by hand goes on so: a budget only ends it then. */
    private static boolean goesOnWithoutRecipe(Config config, RunFolder run) {
        return config.resume() && Files.isRegularFile(run.config()) && !Files.isRegularFile(run.recipe());
    }

    /** A run that goes on has its number of steps by now: it follows from the time, and so does the learning rate. */
    private static Config planned(Config chosen, RunFolder run) {
        boolean given = chosen.train().givenKeys().contains("train.steps");
        if (given || !chosen.resume() || !Files.isRegularFile(run.config())) {
            return chosen;
        }
        return chosen.withSteps(ConfigReader.read(run.config()).train().steps());
    }

    /** The one that the run was begun with, or a new one. */
    private static Recipe recipe(Config config, RunFolder run, TrainingData data) {
        Optional<Recipe> begun = config.resume() ? Recipe.of(run) : Optional.empty();
        if (begun.isPresent()) {
            return begun.get();
        }
        LOG.info("Looking at the data and measuring the machine's speed.");
        RecipeMaker.Clock clock = (tried, limit) -> TimedSteps.median(tried, data.train(), limit);
        RecipeMaker.Measured measured = new RecipeMaker.Measured(
                data.validation().map(set -> set.examples().size()).orElse(0),
                data.test().map(set -> set.examples().size()).orElse(0));
        Recipe recipe = new RecipeMaker(config, data.train(), measured, clock, Workers.count()).make();
        RecipeMaker.lines(recipe).forEach(LOG::info);
        RunFolder.writeJson(run.recipe(), recipe);
        return recipe;
    }

    private static Result run(
            Config config, RunFolder run, TrainingData data, Progress progress, Optional<Pace> pace, long began) {
        MemoryLimit memory = new MemoryLimit(config.train().memory(), new ProcessMemory());
        memory.begin();
        LoaderOptions options = TrainingView.options(
                config, memory.cacheMegabytes(config.train().cacheMegabytes()));
        List<StartReport> starts = new ArrayList<>(1);
        try (Model model = Model.create(config, data.train().labels(), starts::add);
                Optimizer optimizer = Optimizer.of(
                        config.train(), model.detector().parameters().trained());
                Trainer trainer =
                        new Trainer(config, run, model, optimizer, data, options, memory, progress, pace, began)) {
            boolean resumed = config.resume() && trainer.resume();
            AtomicFile.write(run.config(), ConfigReader.write(config));
            RunFolder.writeJson(run.environment(), Environment.now(config, data.train()));
            if (resumed) {
                LOG.info("Going on from step {} of {}.", trainer.step(), run.checkpoints());
            } else {
                trainer.begin();
                starts.forEach(start -> LOG.info("{}", start));
                normalise(model, data.train());
            }
            LOG.info(
                    "Workers: {} ({} processors).",
                    Workers.count(),
                    Runtime.getRuntime().availableProcessors());
            DryRun.run(model, data.train(), options, progress, pace.isPresent() ? 1 : Integer.MAX_VALUE);
            memory.watch();
            long first = trainer.step();
            // With a budget there may be more steps than planned.
            long steps = pace.isPresent() ? Integer.MAX_VALUE : config.train().steps();
            try (Loader loader = new Loader(data.train(), options, first, steps - first)) {
                trainer.train(loader);
            } finally {
                progress.ended();
            }
            trainer.asSaved(() -> model.save(run.model()));
            AtomicFile.write(run.config(), ConfigReader.write(trainer.config()));
            return new Result(
                    run, trainer.step(), data.test().map(test -> test(model, trainer, test, memory, progress)));
        }
    }

    /** Of the model that the run folder stands for: the best one, where a validation set has chosen it. */
    private static Evaluation test(Model last, Trainer trainer, Dataset test, MemoryLimit memory, Progress progress) {
        RunFolder run = new RunFolder(Path.of(last.config().out()));
        long best = trainer.bestStep();
        if (best > 0 && best < trainer.step() && Files.isRegularFile(run.bestModel())) {
            Device device = Device.of(last.config().train().device());
            try (Model chosen = Model.load(run.bestModel(), device)) {
                return test(run, chosen, best, test, memory, progress);
            }
        }
        List<Evaluation> measured = new ArrayList<>(1);
        trainer.asSaved(() -> measured.add(test(run, last, trainer.step(), test, memory, progress)));
        return measured.get(0);
    }

    private static void refuseUsed(RunFolder run, Config config) {
        if (Files.exists(run.config()) && !config.resume()) {
            throw new ConfigException(
                    run.path() + ": holds a run already. Say resume=true to go on with it, or give another 'out'.");
        }
    }

    /** Without weights to start from, batch normalisation is frozen with the statistics of the first images. */
    private static void normalise(Model model, Dataset data) {
        Config config = model.config();
        if (config.model().weights() != null) {
            return;
        }
        LOG.warn(
                "No weights for {}: it starts from scratch, its batch normalisation frozen with the statistics of {}"
                        + " images. Expect to need many more steps; 'rebox pretrain' or ImageNet weights"
                        + " (model.weights) give a better start.",
                config.model().backbone(),
                Calibration.IMAGES);
        List<List<Sample>> batches = new ArrayList<>();
        LoaderOptions options =
                TrainingView.options(config, 0).withoutAugmentation().withBatch(1);
        try (Loader loader = new Loader(data, options, 0, Calibration.IMAGES)) {
            loader.forEachRemaining(batch -> batches.add(batch.samples()));
        }
        Calibration.run(model.detector(), batches, config.train());
    }

    private static Evaluation test(
            RunFolder run, Model model, long steps, Dataset test, MemoryLimit memory, Progress progress) {
        Predictor.Results results = new Predictor(model).measure(test, () -> {
            memory.watch();
            if (progress.stopAsked()) {
                throw new StoppedException("after the last step, while the test set was measured", run);
            }
        });
        CocoResults.write(run.detections(), test, results.detections());
        results.failures().forEach((id, e) -> LOG.warn("not measured: {}", e.getMessage()));
        Evaluation evaluation =
                Evaluation.of(results.measured(test), results.detections()).withAuxiliary(results.auxiliary());
        RunFolder.writeJson(run.metrics(), TestMetrics.of(test.name(), steps, evaluation));
        progress.evaluated(steps, "test", evaluation);
        return evaluation;
    }
}
