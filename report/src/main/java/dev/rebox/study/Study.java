package dev.rebox.study;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.LabelMap;
import dev.rebox.data.OpenOptions;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.model.Model;
import dev.rebox.run.RunFolder;
import dev.rebox.train.Progress;
import dev.rebox.train.StoppedException;
import dev.rebox.train.Training;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains and measures every run of a plan, and goes on where it stopped: a finished run is known by
 * its result, a run that was cut goes on from its last checkpoint.
 */
public final class Study {
    private static final Logger LOG = LoggerFactory.getLogger(Study.class);
    /** Test sets drawn for the intervals over images, when all that is asked for is done: they take a while. */
    private static final int RESAMPLES = 1000;

    private final StudyPlan plan;
    private final List<StudyRun> runs;
    private final ResultFolder folder;
    private final Map<String, RunResult> finished = new LinkedHashMap<>();
    private final Map<String, Forecast.Pace> tried = new HashMap<>();

    /**
     * How a study stands.
     *
     * @param answer what the finished runs say; empty while there is none
     * @param finished runs
     * @param runs of the plan
     * @param stopped whether its user asked it to stop
     */
    public record Outcome(Optional<StudyAnswer> answer, int finished, int runs, boolean stopped) {}

    /** @throws ConfigException if results are there that were made with other settings, naming the first change */
    public Study(StudyPlan plan) {
        this.plan = plan;
        runs = plan.runs();
        folder = new ResultFolder(plan.out());
        for (StudyRun run : runs) {
            folder.find(run.id()).ifPresent(result -> finished.put(run.id(), result));
            before(run).flatMap(run::change).ifPresent(change -> {
                throw new ConfigException(plan.out() + ": the study has changed: " + change + " (run " + run.id()
                        + "). Undo that, or give another 'out'.");
            });
        }
    }

    private Optional<Map<String, String>> before(StudyRun run) {
        if (finished.containsKey(run.id())) {
            return Optional.of(finished.get(run.id()).settings());
        }
        if (run.config().train().auto()) {
            return Optional.empty(); // its folder has the settings that the recipe has chosen
        }
        Path begun = new RunFolder(Path.of(run.config().out())).config();
        return Files.exists(begun) ? Optional.of(StudyRun.settings(ConfigReader.read(begun))) : Optional.empty();
    }

    /**
     * Does what is left, until the budget is spent or {@code progress} asks to stop; then answers. Several processes may do so at
     * once, also on several machines that share the folder: each takes a run that nobody is at, and the run of one that
     * died is taken by another.
     */
    public Outcome run(Progress progress) {
        work(progress, true);
        return new Outcome(answer(RESAMPLES), finished.size(), runs.size(), progress.stopAsked());
    }

    /** Does what is left like {@link #run}, and leaves the answer to the process that it helps. */
    public Outcome help(Progress progress) {
        work(progress, false);
        return new Outcome(Optional.empty(), finished.size(), runs.size(), progress.stopAsked());
    }

    private void work(Progress progress, boolean answers) {
        StudyProgress watched = new StudyProgress(progress, plan.budget());
        try {
            tellTime(watched);
            while (!watched.stopAsked() && !allFinished()) {
                if (!takeOne(watched)) {
                    Claim.pause();
                } else if (answers) {
                    answer(0);
                }
            }
        } catch (StoppedException e) {
            LOG.info("Stopped; what was learned is kept.");
        }
        if (finished.size() < runs.size() && watched.timeIsOver()) {
            LOG.info("The budget is spent. The same command goes on.");
        }
    }

    /** Says how long it will take, before anything begins. */
    private void tellTime(StudyProgress watched) {
        List<StudyRun> open =
                runs.stream().filter(run -> !finished.containsKey(run.id())).toList();
        if (open.isEmpty() || watched.stopAsked()) {
            return;
        }
        for (StudyRun run : open) {
            String kind = TimeLeft.kind(run.network(), run.arm());
            boolean known = run.budget().isPresent()
                    || tried.containsKey(kind)
                    || finished.values().stream()
                            .anyMatch(r -> TimeLeft.kind(r.network(), r.arm()).equals(kind));
            if (!known) {
                make(run);
                tried.put(kind, Forecast.of(run, plan.out(), watched));
            }
        }
        LOG.info("{} of {} runs are to be done. {}", open.size(), runs.size(), timeLeft());
    }

    private String timeLeft() {
        return TimeLeft.of(runs, finished, tried, plan.processes());
    }

    private boolean allFinished() {
        for (StudyRun run : runs) {
            if (!finished.containsKey(run.id())) {
                folder.find(run.id()).ifPresent(result -> finished.put(run.id(), result)); // by another process
            }
        }
        return finished.size() == runs.size();
    }

    /** Does the first run that is not done and that nobody is at. @return whether there was one */
    private boolean takeOne(StudyProgress watched) {
        for (StudyRun run : runs) {
            if (finished.containsKey(run.id())) {
                continue;
            }
            try (Claim claim = new Claim(plan.out(), run.id())) {
                if (claim.isHeld() && folder.find(run.id()).isEmpty()) {
                    LOG.info("Run {} of {}: {}. {}", runs.indexOf(run) + 1, runs.size(), run.id(), timeLeft());
                    finished.put(run.id(), finish(run, watched));
                    return true;
                }
            }
        }
        return false;
    }

    /** Draws and pretrains what a run needs, one process at a time. */
    private void make(StudyRun run) {
        plan.scenes().ifPresent(scenes -> {
            try (Claim claim = Claim.await(plan.out(), "scenes")) {
                ModelConfig network = run.config().model();
                scenes.make(scenes.folder(plan.out()), network.backbone(), network.width());
            }
        });
    }

    private RunResult finish(StudyRun run, Progress progress) {
        Config config = run.config();
        make(run);
        Training.Result trained = Training.run(config, progress);
        Evaluation metrics = trained.metrics().orElseThrow();
        Dataset test = test(config, labels(trained.run()));
        RunTimes times =
                RunTimes.of(trained.run(), test, Device.of(config.train().device()));
        RunResult result = new RunResult(
                run.id(),
                run.network(),
                run.fraction(),
                run.arm(),
                run.seed(),
                run.settings(),
                RunFolder.readJson(trained.run().environment(), JsonNode.class),
                trained.steps(),
                times.step(),
                times.prediction(),
                times.training(),
                test.labels(),
                objects(test),
                metrics.requireCoco(),
                metrics.requireVoc(),
                metrics.auxiliary());
        folder.write(result, test, CocoResults.read(trained.run().detections(), test, left -> {}));
        deleteCheckpoints(trained.run());
        return result;
    }

    private Optional<StudyAnswer> answer(int resamples) {
        List<RunResult> results = runs.stream()
                .map(run -> finished.get(run.id()))
                .filter(result -> result != null)
                .toList();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        SameData.check(results);
        StudyAnswer answer = StudyAnswer.of(plan, results, new ImageIntervals(plan, folder, resamples));
        try (Claim claim = Claim.await(plan.out(), "answer")) { // two writers would spoil each other's files
            new AnswerFiles(plan.out()).write(answer);
        }
        return Optional.of(answer);
    }

    private static LabelMap labels(RunFolder run) {
        try (Model model = Model.load(run.model(), Device.CPU)) {
            return model.labels();
        }
    }

    /** The test set with the classes of training. */
    static Dataset test(Config config, LabelMap labels) {
        String images = config.data().images();
        OpenOptions options = images == null ? OpenOptions.NONE : OpenOptions.images(Path.of(images));
        return Datasets.open(requireNonNull(config.data().test()), options).alignedTo(labels);
    }

    /** The objects to be found, by class. */
    private static Map<String, Integer> objects(Dataset test) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        test.labels().names().forEach(name -> counts.put(name, 0));
        test.examples().stream()
                .flatMap(example -> example.annotations().stream())
                .filter(VocMatcher::counts)
                .forEach(object -> counts.merge(test.labels().name(object.label()), 1, Integer::sum));
        return counts;
    }

    /** A finished run needs them no more, and they are most of its folder. */
    private static void deleteCheckpoints(RunFolder run) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run.checkpoints())) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be deleted: {}", run.checkpoints(), e.getMessage());
        }
    }
}
