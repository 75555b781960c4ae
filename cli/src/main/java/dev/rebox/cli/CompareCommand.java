package dev.rebox.cli;

import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Percent;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.report.comparison.ComparedRun;
import dev.rebox.report.comparison.Comparison;
import dev.rebox.report.comparison.ComparisonReport;
import dev.rebox.report.comparison.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox compare}: runs on one test set, their difference and how sure it is. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares runs on one test set: the first one with each of the others.")
final class CompareCommand implements Runnable {
    @Parameters(paramLabel = "RUN", arity = "2..*", description = "Run folders; the first one is the baseline.")
    List<Path> runs;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description = "PATH[:SPLIT][:PERCENT%%] to compare on; the runs' test set if not given.")
    Optional<String> data = Optional.empty();

    @Mixin
    DatasetOptions options;

    @Mixin
    EngineOptions engine;

    @Option(names = "--out", paramLabel = "DIR", description = "Write report.html into this folder.")
    Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public void run() {
        if (runs.size() < 2) {
            throw new ConfigException("compare needs two runs or more");
        }
        ImageProgress progress = new ImageProgress();
        ComparedRun.Together together = ComparedRun.open(runs, data, options.open(), engine.start(), progress::step);
        Comparison comparison = Comparison.of(together);
        Optional<Path> report = out.map(folder -> folder.resolve("report.html"));
        report.ifPresent(file -> ComparisonReport.write(comparison, together, file));
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("comparison", comparison);
            document.put("report", report.map(Path::toString).orElse(null));
            Json.print(System.out, document);
        } else {
            comparison.pairs().forEach(pair -> {
                System.out.println(Verdict.of(pair));
                print(pair.difference().voc());
                print(pair.difference().coco());
            });
            comparison.auxiliary().forEach((run, figures) -> {
                System.out.println("Auxiliary tasks of " + run);
                figures.forEach((figure, value) ->
                        System.out.printf(Locale.ROOT, "  %-20s %6s%n", figure.title(), Percent.of(value, 2)));
            });
            report.ifPresent(file -> System.out.println("Report: " + file));
        }
    }

    private static void print(PairedDifference d) {
        System.out.printf(
                Locale.ROOT, "  %-8s %6s %6s", d.metric(), Percent.of(d.first(), 2), Percent.of(d.second(), 2));
        if (d.first() < 0 || d.second() < 0) {
            System.out.println("   there is no truth to measure on");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "   difference %+.2f, 95%% interval %+.2f to %+.2f%n",
                100 * d.difference(),
                100 * d.low(),
                100 * d.high());
    }
}
