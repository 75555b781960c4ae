package dev.rebox.train;

import dev.rebox.data.Dataset;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.Losses;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.tensor.Parameter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;

/** The training loop: batches in, a trained model out; the recipe of the paper's section 3.4. */
final class Trainer {
    private final Config config;
    private final RunFolder run;
    private final Model model;
    private final TrainingData data;
    private final Progress progress;
    private final Optimizer optimizer;
    private final List<Parameter> trained;
    private final Checkpoints checkpoints;
    private final RunLog log;
    private final InvalidValues invalid;
    private final String dataHash;
    private long step;
    private double bestScore = Double.NaN;
    private long bestStep;

    Trainer(Config config, RunFolder run, Model model, TrainingData data, Progress progress) {
        this.config = config;
        this.run = run;
        this.model = model;
        this.data = data;
        this.progress = progress;
        TrainConfig train = config.train();
        trained = model.detector().parameters().trained();
        WeightDecay decay = new WeightDecay(train.weightDecay(), train.auxiliaryWeightDecay());
        optimizer = switch (train.optimizer()) {
            case SGD -> new Sgd(trained, train.momentum(), decay);
            case ADAMW -> new AdamW(trained, decay);
        };
        checkpoints = new Checkpoints(run.checkpoints());
        log = new RunLog(run, train.logEvery());
        invalid = new InvalidValues(train.onInvalid());
        dataHash = DataHash.of(data.train());
    }

    /** Goes on from the last checkpoint, if there is one; returns whether there was. */
    boolean resume() {
        Optional<Checkpoint> last = checkpoints.restore(model, optimizer);
        last.ifPresent(checkpoint -> {
            step = checkpoint.step();
            bestScore = checkpoint.bestScore();
            bestStep = checkpoint.bestStep();
        });
        return last.isPresent();
    }

    long step() {
        return step;
    }

    /** Trains to the last step. */
    void train(Iterator<Batch> batches) {
        TrainConfig train = config.train();
        Schedule schedule = Schedule.of(train);
        progress.started(step, train.steps());
        while (step < train.steps()) {
            long began = System.nanoTime();
            Batch batch = batches.next();
            double waited = (System.nanoTime() - began) / 1e9;
            StepResult result = step(batch.samples(), schedule.at(step));
            step++;
            Progress.StepReport report = new Progress.StepReport(
                    step,
                    result.losses,
                    schedule.at(step - 1),
                    result.gradientNorm,
                    (System.nanoTime() - began) / 1e9,
                    waited);
            log.step(report);
            progress.step(report);
            boolean last = step == train.steps();
            if (every(train.evaluateEvery()) && !last) {
                evaluate();
            }
            if (every(train.checkpointEvery()) && !last) {
                checkpoint();
            }
        }
        checkpoint();
    }

    private boolean every(int steps) {
        return steps > 0 && step % steps == 0;
    }

    private record StepResult(Map<String, Float> losses, double gradientNorm) {}

    private StepResult step(List<Sample> samples, double learningRate) {
        TwoStageDetector detector = model.detector();
        TrainConfig train = config.train();
        try (PointerScope scope = new PointerScope()) {
            SplittableRandom random = new SplittableRandom(train.seed() * 0x9E3779B97F4A7C15L + step);
            Losses losses = detector.losses(samples, train.regions(), train.precision(), random);
            losses.total().backward();
            Map<String, Float> values = losses.values();
            Gradients gradients = Gradients.clip(trained, train.clip());
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

    /** Measures on the validation set, where there is one, and keeps the best model; else on the test set, to watch. */
    private void evaluate() {
        if (data.validation().isPresent()) {
            Evaluation evaluation = measured("validation", data.validation().get());
            double score = evaluation.voc().map();
            if (Double.isNaN(bestScore) || score > bestScore) {
                bestScore = score;
                bestStep = step;
                model.save(run.bestModel());
            }
        } else {
            data.test().ifPresent(test -> measured("test", test));
        }
    }

    private Evaluation measured(String set, Dataset dataset) {
        Evaluation evaluation = Evaluation.of(dataset, new Predictor(model).detectAll(dataset));
        log.evaluated(step, set, evaluation);
        progress.evaluated(step, set, evaluation);
        return evaluation;
    }

    private void checkpoint() {
        checkpoints.write(
                new Checkpoint(step, bestScore, bestStep, ConfigReader.write(config), dataHash), model, optimizer);
    }
}
