package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.box.Box;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.check.OnError;
import dev.rebox.data.check.UsableData;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SeenLabels;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.ShownLabels;
import dev.rebox.recycle.WindowSampler;
import dev.rebox.report.drawing.LabelsFigure;
import dev.rebox.report.drawing.PngFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox labels}: what is recycled from the boxes, printed and drawn. */
@Command(
        name = "labels",
        description = "Prints, and with --out draws, the labels recycled from the boxes of images.",
        mixinStandardHelpOptions = true)
final class LabelsCommand implements Runnable {
    /** Images printed for people who did not say which. */
    private static final int FEW = 5;

    @Parameters(index = "0", paramLabel = "DATASET", description = "PATH[:SPLIT][:PERCENT%%], several joined by +.")
    private String dataset;

    @Parameters(
            index = "1..*",
            paramLabel = "CONFIG.yaml|key=value",
            description = "With --augmented: settings of the training, such as augment.crop=0.5.")
    private List<String> settings = List.of();

    @Option(
            names = "--augmented",
            description =
                    "What the network sees: resized, augmented and flipped as in the training with these settings.")
    private boolean augmented;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --augmented: which pass through the images, from 0 (${DEFAULT-VALUE}).")
    private long epoch;

    @Option(names = "--image", paramLabel = "ID", description = "Only this image. May be given again.")
    private List<String> images = List.of();

    @Option(
            names = "--window",
            paramLabel = "x1,y1,x2,y2",
            converter = WindowConverter.class,
            description = "Label this window instead of random ones. May be given again.")
    private List<Box> windows = List.of();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "64",
            description = "Random windows (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the random windows (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many images (" + FEW + " for people who ask for no image and no drawing).")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Draw a sheet for each image into this folder.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--masks",
            description = "Label by masks where the annotations have them (COCO, LabelMe), as training does with"
                    + " data.masks=true.")
    private boolean masks;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description =
                    "Show the labels of this task too, such as borders; those of the paper's three are always shown."
                            + " May be given again.")
    private List<String> tasks = List.of();

    @Mixin
    private DatasetOptions options;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        if (count < 1 || limit.orElse(1) < 1) {
            throw new ConfigException("--count and --limit must be at least 1");
        }
        if (!augmented && (!settings.isEmpty() || epoch != 0)) {
            throw new ConfigException("settings of a training and --epoch belong to --augmented");
        }
        if (augmented && (!windows.isEmpty() || epoch < 0)) {
            throw new ConfigException("--augmented has random windows, not --window, and an --epoch from 0 on");
        }
        Config training = training();
        boolean silhouettes = masks || training.data().masks();
        Dataset opened = Rebox.open(dataset, options.open().withMasks(silhouettes));
        // Training needs sizes, and leaves out what is faulty.
        Dataset data = augmented ? UsableData.of(opened, OnError.DROP).dataset() : opened;
        List<Example> chosen = chosen(data);
        if (json) {
            Json.print(
                    System.out,
                    LabelsDocument.of(data.labels(), chosen.stream().map(e -> labelled(data, e, training))));
        } else {
            LabelsTable table = new LabelsTable(System.out, data.labels());
            for (Example example : chosen) {
                LabelsDocument.Labelled labelled = labelled(data, example, training);
                table.print(labelled.id(), labelled.labels());
                labelled.others().forEach(table::print);
            }
            if (chosen.size() < data.examples().size()) {
                System.err.println(chosen.size() + " of " + data.examples().size()
                        + " images; choose others with --image, or more with --limit");
            }
        }
    }

    private List<Example> chosen(Dataset data) {
        List<Example> chosen = images.isEmpty()
                ? data.examples()
                : images.stream().map(id -> find(data, id)).toList();
        boolean all = json || out.isPresent() || !images.isEmpty();
        int most = limit.orElse(all ? Integer.MAX_VALUE : FEW);
        return chosen.subList(0, Math.min(most, chosen.size()));
    }

    private static Example find(Dataset data, String id) {
        return data.examples().stream()
                .filter(example -> example.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DataException("image '" + id + "' is not in " + data.name() + "."
                        + Nearest.hint(
                                id, data.examples().stream().map(Example::id).toList())));
    }

    /** The settings of the training that is looked at; the seed may be said in either way. */
    private Config training() {
        List<String> all = new ArrayList<>(settings);
        if (settings.stream().noneMatch(setting -> setting.matches("(train\\.)?seed=.*"))) {
            all.add("train.seed=" + seed);
        }
        if (!tasks.isEmpty()) {
            all.add("model.auxiliary=" + tasks);
        }
        return ConfigReader.read(all);
    }

    private LabelsDocument.Labelled seen(Dataset data, Example example, Config training) {
        Sample sample = Rebox.seen(data, example, training, count, epoch);
        RecycledLabels labels = SeenLabels.of(sample, data.labels().size());
        List<ShownLabels> others = tasks.isEmpty()
                ? List.of()
                : sample.labels().values().stream()
                        .flatMap(task -> task.shown().stream())
                        .toList();
        out.ifPresent(folder -> draw(folder, data, example.id(), sample.image(), labels, others));
        return new LabelsDocument.Labelled(example.id(), labels, others);
    }

    private LabelsDocument.Labelled labelled(Dataset data, Example example, Config training) {
        if (augmented) {
            return seen(data, example, training);
        }
        int[] size = example.width() > 0 && example.height() > 0
                ? new int[] {example.width(), example.height()}
                : ImageDecoder.size(example.image());
        var boxes = example.recyclableBoxes();
        List<Box> labelledWindows = windows.isEmpty()
                ? WindowSampler.sample(size[0], size[1], boxes, count, WindowSampler.seed(seed, example.id()))
                : windows;
        RecycledLabels labels = RecycledLabels.of(
                size[0],
                size[1],
                boxes,
                example.recyclableShapes(size[0], size[1]),
                data.labels().size(),
                labelledWindows);
        List<ShownLabels> others =
                tasks.isEmpty() ? List.of() : Rebox.taskLabels(data, example, training.model(), seed);
        out.ifPresent(folder -> draw(folder, data, example.id(), ImageDecoder.read(example), labels, others));
        return new LabelsDocument.Labelled(example.id(), labels, others);
    }

    private static void draw(
            Path folder, Dataset data, String id, RgbImage image, RecycledLabels labels, List<ShownLabels> others) {
        Path file = folder.resolve(id.replaceAll("[^\\w.@-]", "_") + ".png");
        PngFile.write(file, LabelsFigure.draw(id, image, labels, others, data.labels()));
        System.err.println(file);
    }
}
