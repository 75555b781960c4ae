package dev.rebox.report.comparison;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.OpenOptions;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.report.run.History;
import dev.rebox.report.run.TestResults;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the runs compared.
 *
 * @param name to tell it from the others
 * @param detections by image id, with the labels of the common test set
 * @param auxiliary how well its auxiliary heads do their tasks there; empty for one without
 * @param history what it wrote down while it was trained
 */
public record ComparedRun(
        String name, Map<String, List<Detection>> detections, Map<AuxiliaryFigure, Double> auxiliary, History history) {

    /**
     * The runs and the test set that they have in common, with the classes of the first.
     *
     * @param contenders two or more
     */
    public record Together(Dataset truth, List<ComparedRun> contenders) {}

    /**
     * Reads what runs have detected on a data set; where that is not their test set, their models are run on it.
     *
     * @param data the data set's address; if not given, the test set of the runs
     * @param device where models run that are run
     * @param afterImage run after each image that a model was run on
     * @throws DataException where a run lacks detections, or the runs were tested on different images
     */
    public static Together open(
            List<Path> runs, Optional<String> data, OpenOptions options, Device device, Runnable afterImage) {
        Dataset truth = null;
        List<ComparedRun> contenders = new ArrayList<>();
        List<String> names = names(runs);
        for (int i = 0; i < runs.size(); i++) {
            RunFolder run = RunFolder.open(runs.get(i));
            Config config = ConfigReader.read(run.config());
            boolean own =
                    data.isEmpty() || data.get().equals(config.data().test()) && Files.isRegularFile(run.detections());
            TestResults results = own
                    ? TestResults.read(run, config)
                    : TestResults.detect(run.path(), data.get(), options, device, afterImage);
            if (truth == null) {
                truth = results.truth();
            }
            requireSameImages(truth, results.truth(), names);
            contenders.add(new ComparedRun(
                    names.get(i),
                    relabelled(results.detections(), results.truth().labels(), truth.labels(), names.get(i)),
                    results.auxiliary(),
                    History.read(run)));
        }
        return new Together(requireNonNull(truth, "no runs"), contenders);
    }

    private static void requireSameImages(Dataset first, Dataset other, List<String> names) {
        if (!ids(first).equals(ids(other))) {
            throw new DataException("the runs " + String.join(", ", names) + " were tested on different images ("
                    + first.name() + " and " + other.name() + "): say --data DATASET to compare them on one set");
        }
    }

    private static Set<String> ids(Dataset dataset) {
        return dataset.examples().stream().map(Example::id).collect(Collectors.toSet());
    }

    /** Runs trained on different sets may number the same classes differently. */
    private static Map<String, List<Detection>> relabelled(
            Map<String, List<Detection>> detections, LabelMap from, LabelMap to, String name) {
        if (from.names().equals(to.names())) {
            return detections;
        }
        if (!to.names().containsAll(from.names())) {
            List<String> unknown = new ArrayList<>(from.names());
            unknown.removeAll(to.names());
            throw new DataException("run " + name + " knows the class '" + unknown.get(0)
                    + "', which the first run does not: runs are compared on the same classes");
        }
        Map<String, List<Detection>> mapped = new LinkedHashMap<>();
        detections.forEach((id, all) -> mapped.put(
                id,
                all.stream()
                        .map(d -> new Detection(d.box(), to.label(from.name(d.label())), d.score()))
                        .toList()));
        return mapped;
    }

    /** The folders' names, or the paths as given where names are alike. */
    private static List<String> names(List<Path> runs) {
        List<String> names = runs.stream()
                .map(run -> String.valueOf(run.toAbsolutePath().normalize().getFileName()))
                .toList();
        return Set.copyOf(names).size() == names.size()
                ? names
                : runs.stream().map(Path::toString).toList();
    }
}
