package dev.rebox.train;

import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigChange;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.Sample;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.file.AtomicFile;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Schedule;
import dev.rebox.run.BestSoFar;
import dev.rebox.run.Checkpoint;
import dev.rebox.run.Checkpoints;
import dev.rebox.run.DataHash;
import dev.rebox.run.RunFolder;
import dev.rebox.run.RunLog;
import dev.rebox.run.StepReport;
import dev.rebox.run.ValidationScore;
import dev.rebox.tensor.Parameter;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training loop: batches in, a trained model out; the recipe of the paper's section 3.4. */
final class Trainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private final Optional<Pace> pace;
    private final long began;
    private Config config;
    private Schedule schedule;
    private final RunFolder run;
    private final Model model;
    private final TrainingData data;
    private final MemoryLimit memory;
    private final Progress progress;
    private final Optimizer optimizer;
    private final List<Parameter> trained;
    private final BatchStep batchStep;
    private final Checkpoints checkpoints;
    private final RunLog log;
    private final InvalidValues invalid;
    private final Optional<ValidationLosses> validationLosses;
    private final String dataHash;
    private long step;
    private long checkpointed = -1;
    private BestSoFar standing = BestSoFar.NONE;

    Trainer(
            Config config,
            RunFolder run,
            Model model,
            Optimizer optimizer,
            TrainingData data,
            LoaderOptions loaderOptions,
            MemoryLimit memory,
            Progress progress,
            Optional<Pace> pace,
            long began) {
        this.config = config;
        this.pace = pace;
        this.began = began;
        schedule = Schedule.of(config.train());
        this.run = run;
        this.model = model;
        this.optimizer = optimizer;
        this.data = data;
        this.memory = memory;
        this.progress = progress;
        TrainConfig train = config.train();
        trained = model.detector().parameters().trained();
        batchStep = new BatchStep(model.detector(), train, trained);
        checkpoints = new Checkpoints(run.checkpoints());
        log = new RunLog(run, train.logEvery(), train.batch());
        invalid = new InvalidValues(train.onInvalid());
        validationLosses = data.validation().map(set -> new ValidationLosses(set, loaderOptions, train));
        dataHash = DataHash.of(data.train());
    }

    /**
     * Goes on from the last checkpoint, if there is one; returns whether there was.
     *
     * @throws dev.rebox.error.ConfigException if the configuration or the data do not let the run go on
     */
    boolean resume() {
        Resumption resumption = new Resumption(config, dataHash);
        Optional<Checkpoint> last = checkpoints.restore(model, optimizer, resumption::check);
        last.ifPresent(checkpoint -> {
            step = checkpoint.step();
            checkpointed = step;
            invalid.skipped(checkpoint.skipped());
            List<ConfigChange> changes = resumption.changes(checkpoint);
            changes.forEach(change -> LOG.info("{}: {}.", change, change.effect()));
            boolean otherValidation =
                    changes.stream().anyMatch(change -> change.key().equals("data.validation"));
            standing = otherValidation ? BestSoFar.NONE : checkpoint.standing();
            log.begin(step);
            log.resumed(step, changes);
        });
        return last.isPresent();
    }

    /** Begins anew. */
    void begin() {
        log.begin(-1);
    }

    long step() {
        return step;
    }

    /** The settings as they are by now: the number of steps follows from the time. */
    Config config() {
        return config;
    }

    /** The step of the model that is best on the validation set; 0 where there is none. */
    long bestStep() {
        return standing.bestStep();
    }

    /**
     * Trains to the last step, or until validation does not improve any more.
     *
     * @throws StoppedException if that was asked for, after a checkpoint
     */
    void train(Iterator<Batch> batches) {
        TrainConfig train = config.train();
        progress.started(step, train.steps());
        evaluateIfDue();
        while (step < config.train().steps() && !standing.stuck(train.patience())) {
            stopIfAsked();
            long start = System.nanoTime();
            Batch batch = next(batches);
            double waited = since(start);
            StepResult result = step(batch.samples(), schedule.at(step));
            step++;
            StepReport report = new StepReport(
                    step, result.losses, schedule.at(step - 1), result.gradientNorm, since(start), waited);
            log.step(report);
            progress.step(report);
            memory.watch();
            keepPace(report.seconds());
            evaluateIfDue();
            if (every(train.checkpointEvery())) {
                checkpoint();
            }
        }
        evaluateIfDue(); // where time was over before the last step
        if (standing.stuck(train.patience())) {
            LOG.info(
                    "No better validation score since step {}, {} evaluations ago: training ends early, at step {} of {}."
                            + " The best model is {}, of step {}.",
                    standing.topStep(),
                    standing.since(),
                    step,
                    config.train().steps(),
                    run.bestModel(),
                    standing.bestStep());
        } else if (standing.rising(train.evaluateEvery())) {
            LOG.info("Validation was still getting better at the last step, {}: more steps would probably help.", step);
        } else if (standing.bestStep() > 0) {
            LOG.info("The best model is {}, of step {} of {}.", run.bestModel(), standing.bestStep(), step);
        }
        checkpoint();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Does more steps or fewer, so that training ends within its budget of time. */
    private void keepPace(double seconds) {
        pace.ifPresent(p -> {
            p.step(seconds);
            int validation = images(data.validation());
            int test = images(data.test());
            Pace.Evaluations ahead = new Pace.Evaluations(
                    config.train().evaluateEvery(), validation > 0 ? validation : test, validation + test);
            int before = config.train().steps();
            int steps = p.steps(before, step, since(began), ahead, !schedule.fallen(step));
            if (steps != before) {
                LOG.info("train.budget: {} steps end in time, not {}.", steps, before);
                config = config.withSteps(steps);
                schedule = Schedule.of(config.train());
                AtomicFile.write(run.config(), ConfigReader.write(config));
                progress.replanned(steps);
            }
        });
    }

    private static int images(Optional<Dataset> set) {
        return set.map(data -> data.examples().size()).orElse(0);
    }

    private boolean every(int steps) {
        return steps > 0 && step % steps == 0;
    }

    /** What was learned so far is not lost with an image. */
    private Batch next(Iterator<Batch> batches) {
        try {
            return batches.next();
        } catch (DataException e) {
            if (step == 0) {
                throw e;
            }
            checkpoint();
            throw new DataException(
                    Checkpoints.sentence(e) + " What was learned in " + step
                            + " steps is kept: when this is mended, resume=true goes on from there.",
                    e);
        }
    }

    private void stopIfAsked() {
        if (progress.stopAsked()) {
            checkpoint();
            throw new StoppedException(
                    "after step " + step + " of " + config.train().steps(), run);
        }
    }

    private record StepResult(Map<String, Float> losses, double gradientNorm) {}

    private StepResult step(List<Sample> samples, double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Float> values = batchStep.run(samples, step);
            Gradients gradients = Gradients.clip(trained, config.train().clip());
            Optional<String> wrong = InvalidValues.loss(values)
                    .or(() -> gradients.invalid().map(name -> "the gradient of '" + name + "'"));
            if (wrong.isPresent()) {
                invalid.met(step + 1, wrong.get(), samples);
            } else {
                optimizer.step(learningRate);
            }
            return new StepResult(values, gradients.norm());
        } finally {
            Gradients.clear(trained);
        }
    }

    /**
     * At a step that is evaluated and was not yet. After the last the validation set is measured always, so that the last
     * model can be the best; the test set is measured by itself then.
     */
    private void evaluateIfDue() {
        boolean last = step >= config.train().steps();
        boolean due =
                last ? data.validation().isPresent() : every(config.train().evaluateEvery());
        if (!due || step == 0 || standing.evaluatedStep() == step) {
            return;
        }
        if (data.validation().isPresent()) {
            asSaved(() -> validate(data.validation().get()));
        } else {
            data.test().ifPresent(test -> asSaved(() -> measured("test", test)));
            standing = standing.watched(step);
        }
    }

    /** Does something with the network that is evaluated and saved: the average of its weights, where there is one. */
    void asSaved(Runnable work) {
        optimizer.average().ifPresentOrElse(average -> average.within(work), work);
    }

    private void validate(Dataset validation) {
        Measured measured = measured("validation", validation);
        ValidationScore score = ValidationScore.of(measured.evaluation, measured.truth, measured.detections);
        if (standing.bestStep() == 0 && score.tooNoisy()) {
            LOG.warn(
                    "data.validation: {} images are few to choose the best model by: chance moves the score by {} points.",
                    measured.truth.examples().size(),
                    String.format(Locale.ROOT, "%.1f", 100 * score.noise()));
        }
        standing = standing.scored(step, score.value(), score.noise());
        if (standing.bestStep() == step) {
            model.save(run.bestModel());
        }
    }

    private record Measured(Evaluation evaluation, Dataset truth, Map<String, List<Detection>> detections) {}

    /** Measures on the validation set, where there is one, to keep the best model; else on the test set, to watch. */
    private Measured measured(String set, Dataset dataset) {
        log.flush();
        long start = System.nanoTime();
        Map<String, Double> losses = set.equals("validation")
                ? validationLosses.map(v -> v.of(model)).orElse(Map.of())
                : Map.of();
        Predictor.Results results = new Predictor(model).measure(dataset, () -> {
            memory.watch();
            stopIfAsked();
        });
        results.failures().forEach((id, e) -> LOG.warn("not measured: {}", e.getMessage()));
        Dataset truth = results.measured(dataset);
        pace.ifPresent(p -> p.evaluated(dataset.examples().size(), since(start)));
        Evaluation evaluation = Evaluation.of(truth, results.detections()).withAuxiliary(results.auxiliary());
        log.evaluated(step, set, evaluation, losses);
        progress.evaluated(step, set, evaluation);
        memory.evaluated();
        return new Measured(evaluation, truth, results.detections());
    }

    private void checkpoint() {
        if (checkpointed == step) {
            return;
        }
        if (!Files.exists(run.config())) {
            throw new ReboxException(run.path() + ": the run folder was removed while training ran. Begin anew.");
        }
        log.flush();
        Gradients.infinite(trained).ifPresent(name -> {
            throw invalid.ruined(step, name);
        });
        Checkpoint checkpoint = new Checkpoint(step, invalid.skipped(), standing, ConfigReader.write(config), dataHash);
        Runnable writing = () -> checkpoints.write(checkpoint, model, optimizer);
        // Training may be stopped while the average is being measured.
        optimizer.average().ifPresentOrElse(average -> average.outside(writing), writing);
        checkpointed = step;
    }

    @Override
    public void close() {
        batchStep.close();
    }
}
