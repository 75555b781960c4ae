package dev.rebox.report.run;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.DataException;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Page;
import dev.rebox.run.KeptThresholds;
import dev.rebox.run.RunFolder;
import dev.rebox.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes {@code report.html} of a run: one file that opens from disk without a network. */
public final class RunReport {
    private RunReport() {}

    /**
     * Writes the report of a run that is over or still going on. What a part of it needs may be missing, such as the test
     * images: the report then says so and goes without.
     *
     * @return the file written
     * @throws DataException where the run's own files are damaged
     */
    public static Path write(RunFolder run) {
        page(run).write(run.report());
        return run.report();
    }

    static Page page(RunFolder run) {
        Config config = ConfigReader.read(run.config());
        History history = History.read(run);
        Optional<TestResults> results = Optional.empty();
        String reason = "";
        try {
            results = Optional.of(TestResults.read(run, config));
        } catch (DataException e) {
            reason = e.getMessage();
        }
        Page page = new Page(name(run), subtitle(config));
        page.section("Result", HeadlineSection.of(config, history, results));
        results.ifPresent(r -> measured(page, r, history));
        if (results.isEmpty()) {
            page.section("Detections", new Html().element("p", "No detections to show: " + reason));
            history.result().ifPresent(m -> page.section("Classes", ClassSection.of(m.evaluation())));
        }
        KeptThresholds thresholds = KeptThresholds.of(run);
        thresholds.chosen().ifPresent(chosen -> page.section("Thresholds", ThresholdSection.of(chosen)));
        if (thresholds.chosen().isEmpty() && thresholds.warning().isPresent()) {
            page.section(
                    "Thresholds", new Html().element("p", thresholds.warning().get()));
        }
        if (history.logged().size() > 1) {
            page.section("Losses", LossSection.of(history));
        }
        Recipe.of(run).ifPresent(recipe -> page.section("Recipe", RecipeSection.of(recipe)));
        return page.section("Settings", SettingsSection.of(run, config, history));
    }

    private static void measured(Page page, TestResults results, History history) {
        double leastScore = Threshold.best(results.truth(), List.of(results.detections()));
        page.section("What it finds", ExamplesSection.of(results, leastScore));
        page.section("Classes", ClassSection.of(results));
        page.section("Size and neighbours", AttributeSection.of(results));
        page.section("Errors", ErrorSection.of(results));
        if (!results.auxiliary().isEmpty()) {
            page.section("Auxiliary tasks", TaskSection.of(List.of("%"), List.of(results.auxiliary())));
        }
        page.section("Confusion", ConfusionSection.of(results, leastScore));
        page.section("Labels to check", SuspectSection.of(results));
    }

    private static String name(RunFolder run) {
        return String.valueOf(run.path().toAbsolutePath().normalize().getFileName());
    }

    private static String subtitle(Config config) {
        String tasks = config.model().auxiliary().isEmpty()
                ? "baseline, no recycled labels"
                : "with " + String.join(", ", config.model().auxiliary()).replace('_', '-')
                        + (config.model().refinement() ? " and refinement" : "");
        return config.model()
                        .detector()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace("faster_rcnn", "Faster R-CNN")
                        .replace("rfcn", "R-FCN")
                + ", " + config.model().backbone() + ", " + tasks + "; trained on "
                + config.data().train() + ", "
                + Figures.count(config.train().steps(), "step", "steps") + ", seed "
                + config.train().seed() + ".";
    }
}
