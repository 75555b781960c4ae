package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Problem;
import dev.rebox.data.check.Check;
import dev.rebox.data.check.Neighbours;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Look through a data set: what is in it, and what is wrong with it. Exit status 3 if there are errors.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATASET", description = "PATH[:SPLIT][:PERCENT%%], several joined by '+'.")
    String dataset;

    @Parameters(
            index = "1..*",
            paramLabel = "CONFIG.yaml|key=value",
            description = "The settings of the training that is meant: boxes are judged with its sizes and anchors.")
    List<String> settings = List.of();

    @Mixin
    DatasetOptions options;

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        Check.Report report =
                Rebox.check(dataset, options.open(), ConfigReader.read(settings).reach());
        if (json) {
            Json.print(System.out, document(report));
        } else {
            System.out.print(new CheckText(report));
        }
        return report.hasErrors() ? 3 : 0;
    }

    private static Map<String, Object> document(Check.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("images", report.statistics().images());
        document.put("boxes", report.statistics().boxes());
        document.put("classes", report.statistics().classes());
        document.put("shorterSides", CheckText.sides(report.statistics()));
        document.put(
                "anchorRecall",
                Map.of(
                        "0.5", report.statistics().anchorRecall50(),
                        "0.7", report.statistics().anchorRecall70()));
        Neighbours neighbours = report.statistics().neighbours();
        document.put(
                "neighbours",
                Map.of(
                        "bits", neighbours.bits(),
                        "bitsTold", neighbours.bitsTold(),
                        "share", neighbours.share(),
                        "expectedGain", neighbours.expectedGain()));
        document.put("together", report.statistics().together());
        document.put(
                "problems", report.problems().stream().map(CheckCommand::entry).toList());
        return document;
    }

    private static Map<String, Object> entry(Problem problem) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("image", problem.image());
        entry.put("file", problem.file() == null ? null : problem.file().toString());
        entry.put("line", problem.line() > 0 ? problem.line() : null);
        entry.put("kind", problem.kind().toString());
        entry.put("detail", problem.detail());
        entry.put("severity", problem.severity().toString());
        return entry;
    }
}
