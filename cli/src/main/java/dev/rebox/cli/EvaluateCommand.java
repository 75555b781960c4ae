package dev.rebox.cli;

import static java.util.Objects.requireNonNull;

import dev.rebox.Rebox;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.openimages.ClassTree;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.EvaluationTable;
import dev.rebox.evaluate.coco.ZeroIds;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.openimages.Ancestors;
import dev.rebox.evaluate.openimages.OpenImagesMetrics;
import dev.rebox.evaluate.results.ResultsFile;
import dev.rebox.export.Detectors;
import dev.rebox.report.run.TestResults;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebox evaluate}: VOC's, COCO's and Open Images' figures of detections against the truth. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measure detections against the truth, as PASCAL VOC, COCO and Open Images do.")
final class EvaluateCommand implements Callable<Integer> {
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
        @Nullable
        Path file;

        @Option(
                names = "--run",
                required = true,
                paramLabel = "RUN",
                description = "A run folder, a saved model or an exported .onnx file, which is run on the images.")
        @Nullable
        Path run;

        TestResults results(String truth, OpenOptions options, Device device) {
            if (run != null && Detectors.isExported(run)) {
                return TestResults.detect(Detectors.open(run, device), truth, options, new ImageProgress()::step);
            }
            if (run != null) {
                return TestResults.detect(run, truth, options, device, new ImageProgress()::step);
            }
            Dataset dataset = Rebox.open(truth, options);
            return new TestResults(
                    dataset,
                    ResultsFile.read(requireNonNull(file), dataset, left -> System.err.println("rebox: " + left)));
        }
    }

    @Option(
            names = "--metric",
            defaultValue = "all",
            description =
                    "voc, coco, openimages or all (the default: Open Images' own for its data, VOC's and COCO's for"
                            + " every one).")
    Evaluation.Metric metric;

    @Option(
            names = "--iou",
            split = ",",
            paramLabel = "IOU",
            description = "Give COCO's AP at these IoU thresholds too.")
    double[] thresholds = {};

    @Option(
            names = "--hierarchy",
            paramLabel = "FILE",
            description =
                    "Give Open Images' metric with each box of the truth also as the ancestors of its class in this"
                            + " tree (bbox_labels_600_hierarchy.json), as its challenge does.")
    Optional<Path> hierarchy = Optional.empty();

    @Option(names = "--errors", description = "Tell what each kind of error costs, as TIDE does.")
    boolean errors;

    @Option(
            names = "--results",
            paramLabel = "PATH",
            description = "Also write the detections as the evaluation servers take them: for a VOC truth a folder of"
                    + " comp4_det_SET_CLASS.txt, else a file of COCO results.")
    Optional<Path> written = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        TestResults results = source.results(truth, options.open(), engine.start());
        written.ifPresent(path -> ResultsFile.write(path, set(), results.truth(), results.detections()));
        ZeroIds.warning(results.truth()).ifPresent(line -> System.err.println("rebox: " + line));
        UnreadImages unread = new UnreadImages();
        results.failures().forEach(unread::add);
        Evaluation evaluation = Evaluation.of(results.truth(), results.detections(), metric, thresholds)
                .withAuxiliary(results.auxiliary());
        if (hierarchy.isPresent()) {
            Ancestors ancestors = Ancestors.of(
                    ClassTree.ancestors(hierarchy.get()), results.truth().labels());
            evaluation = evaluation.withOpenImages(
                    OpenImagesMetrics.expanded(results.truth(), results.detections(), ancestors));
        }
        if (errors) {
            evaluation = evaluation.withErrors(ErrorAnalysis.of(results.truth(), results.detections()));
        }
        if (json) {
            Json.print(System.out, evaluation);
        } else {
            System.out.println(EvaluationTable.of(evaluation));
        }
        return unread.end();
    }

    /** The image set as VOC's server wants it in the files' names: the split, or test. */
    private String set() {
        String behind = truth.substring(truth.lastIndexOf(':') + 1);
        return truth.contains(":") && behind.matches("[\\w-]+") ? behind : "test";
    }
}
