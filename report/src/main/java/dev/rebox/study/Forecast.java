package dev.rebox.study;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.error.ReboxException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.file.AtomicFile;
import dev.rebox.file.Folders;
import dev.rebox.model.Model;
import dev.rebox.run.RunFolder;
import dev.rebox.run.StepReport;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast the runs of an arm are on this machine, tried for a few steps before a study begins. */
final class Forecast {
    private static final int STEPS = 10;
    /** In which the engine prepares itself. */
    private static final int WARM_UP = 4;

    private static final int IMAGES = 5;

    private Forecast() {}

    /**
     * What a run takes.
     *
     * @param step seconds of a training step
     * @param test seconds to look at the whole test set
     */
    record Pace(double step, double test) {
        double seconds(StudyRun run) {
            return run.config().train().steps() * step + test;
        }
    }

    /**
     * Trains for a few steps and looks at a few test images.
     *
     * @param study its folder, in which there is another for the trial while it lasts
     * @param progress is asked whether to stop
     * @throws dev.rebox.train.StoppedException where it says so
     */
    static Pace of(StudyRun run, Path study, Progress progress) {
        Path folder = made(study);
        try {
            Steps steps = new Steps(progress);
            RunFolder tried = Training.run(brief(run.config(), folder), steps).run();
            try (Model model =
                    Model.load(tried.model(), Device.of(run.config().train().device()))) {
                Dataset test = Study.test(run.config(), model.labels());
                double image = RunTimes.prediction(model, test, IMAGES);
                return new Pace(
                        RunTimes.median(steps.seconds), image * test.examples().size());
            }
        } finally {
            delete(folder);
        }
    }

    /** Of its own: processes on several machines may try at once. */
    private static Path made(Path study) {
        try {
            return Files.createTempDirectory(Files.createDirectories(study), ".forecast-");
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(study, e);
        }
    }

    /** The same training, cut short, with nothing measured and nothing kept. */
    private static Config brief(Config config, Path folder) {
        return ConfigReader.withTexts(
                config,
                Map.ofEntries(
                        Map.entry("out", folder.toString()),
                        Map.entry("resume", "false"),
                        Map.entry("data.test", ""),
                        Map.entry("data.validation", ""),
                        Map.entry("data.validationShare", "0"),
                        Map.entry("train.recipe", "none"),
                        Map.entry("train.budget", ""),
                        Map.entry("train.steps", Integer.toString(STEPS)),
                        Map.entry("train.warmup", "0"),
                        Map.entry("train.decayAt", "[]"),
                        Map.entry("train.patience", "0"),
                        Map.entry("train.evaluateEvery", "0"),
                        Map.entry("train.checkpointEvery", "0")));
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new ReboxException(folder + ": cannot be deleted: " + e.getMessage(), e);
        }
    }

    private record Steps(Progress listener, List<Double> seconds) implements Progress {
        Steps(Progress listener) {
            this(listener, new ArrayList<>());
        }

        @Override
        public void started(long step, long steps) {}

        @Override
        public void step(StepReport report) {
            if (report.step() > WARM_UP) {
                seconds.add(report.seconds());
            }
        }

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {}

        @Override
        public boolean stopAsked() {
            return listener.stopAsked();
        }
    }
}
