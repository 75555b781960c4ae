package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.OpenOptions;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.EvaluationTable;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.results.ResultsFile;
import dev.rebox.report.run.TestResults;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebox evaluate}: VOC's and COCO's figures of detections against the truth. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measure detections against the truth, as PASCAL VOC and COCO do.")
final class EvaluateCommand implements Runnable {
    @Option(
            names = {"--data", "--truth"},
            required = true,
            paramLabel = "DATASET",
            description = "PATH[:SPLIT][:PERCENT%%] of the truth.")
    String truth;

    @Mixin
    DatasetOptions options;

    @Mixin
    EngineOptions engine;

    @ArgGroup(multiplicity = "1")
    Source source;

    /** Where the detections come from. */
    static final class Source {
        @Option(
                names = "--detections",
                required = true,
                paramLabel = "FILE",
                description = "COCO results, or a folder of VOC comp4_det_*_CLASS.txt; no image is opened.")
        Path file;

        @Option(
                names = "--run",
                required = true,
                paramLabel = "RUN",
                description = "A run folder or a saved model, which is run on the images.")
        Path run;

        TestResults results(String truth, OpenOptions options, Device device, UnreadImages unread) {
            if (run != null) {
                return TestResults.detect(run, truth, options, device, new ImageProgress()::step, unread::add);
            }
            Dataset dataset = Rebox.open(truth, options);
            return new TestResults(dataset, ResultsFile.read(file, dataset));
        }
    }

    @Option(names = "--metric", defaultValue = "all", description = "voc, coco or all (the default).")
    Evaluation.Metric metric;

    @Option(
            names = "--iou",
            split = ",",
            paramLabel = "IOU",
            description = "Give COCO's AP at these IoU thresholds too.")
    double[] thresholds = {};

    @Option(names = "--errors", description = "Tell what each kind of error costs, as TIDE does.")
    boolean errors;

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public void run() {
        UnreadImages unread = new UnreadImages("It is left out of the truth.", false);
        TestResults results = source.results(truth, options.open(), engine.start(), unread);
        Evaluation evaluation = Evaluation.of(results.truth(), results.detections(), metric, thresholds)
                .withAuxiliary(results.auxiliary());
        if (errors) {
            evaluation = evaluation.withErrors(ErrorAnalysis.of(results.truth(), results.detections()));
        }
        if (json) {
            Json.print(System.out, evaluation);
        } else {
            System.out.println(EvaluationTable.of(evaluation));
        }
        unread.throwIfAny(results.truth().examples().size() + unread.count());
    }
}
