package dev.rebox.cli;

import dev.rebox.config.Device;
import dev.rebox.data.OpenOptions;
import dev.rebox.evaluate.Percent;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.report.comparison.ComparedRun;
import dev.rebox.report.comparison.Comparison;
import dev.rebox.report.comparison.ComparisonReport;
import dev.rebox.report.run.RunReport;
import dev.rebox.run.RunFolder;
import dev.rebox.study.Demo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "The main job with no data at hand: draws scenes, trains baseline and method on them, evaluates both"
                        + " and writes a report. Takes minutes on two cores.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--out", defaultValue = "demo", paramLabel = "DIR", description = "Default: ${DEFAULT-VALUE}.")
    Path out;

    @Option(names = "--steps", description = "Training steps of each run. Default: ${DEFAULT-VALUE}.")
    int steps = Demo.Size.STANDARD.steps();

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        Device device = engine.start();
        StopRequest stop = StopRequest.listen();
        Demo.Result result = new Demo(out, Demo.Size.STANDARD.withSteps(steps), engine.settings())
                .run(name -> new TerminalProgress(name, stop));
        Path report = out.resolve("report.html");
        RunFolder baseline = result.baseline().run();
        RunFolder method = result.method().run();
        RunReport.write(baseline);
        RunReport.write(method);
        ComparedRun.Together together = ComparedRun.open(
                List.of(baseline.path(), method.path()), Optional.empty(), OpenOptions.NONE, device, () -> {});
        Comparison comparison = Comparison.of(together);
        ComparisonReport.write(comparison, together, report);
        PairedDifference gain = comparison.pairs().get(0).difference().voc();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("baseline", result.baselineMetrics());
            document.put("method", result.methodMetrics());
            document.put("gain", gain);
            document.put("report", report.toString());
            Json.print(System.out, document);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "VOC mAP: baseline %s, method %s: %+.1f points (95 %% interval over test scenes: %+.1f to %+.1f; one seed,"
                            + " and scenes in which neighbouring objects tell what a thing is: a demonstration, no proof)%nReport: %s%n",
                    Percent.of(result.baselineMetrics().requireVoc().map(), 1),
                    Percent.of(result.methodMetrics().requireVoc().map(), 1),
                    100 * gain.difference(),
                    100 * gain.low(),
                    100 * gain.high(),
                    report);
        }
        return 0;
    }
}
