package dev.rebox.bench;

import dev.rebox.box.Anchors;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.PlainDetector;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Workers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures Rebox's baseline beside the plain way to build the same detector in the same engine ({@link PlainDetector}), one
 * step of each in turn, with one thread.
 */
@Command(name = "PlainWay", mixinStandardHelpOptions = true)
public final class PlainWay implements Runnable {
    private static final int WARMUPS = 2;
    private static final int BOXES = 8;
    private static final int CLASSES = 20;
    /** That losses of about 1 may be apart in float32, where sums have another order. */
    private static final double TOLERANCE = 1e-2;

    @Option(names = "--backbone", defaultValue = "mobilenet_v1")
    private String backbone;

    @Option(names = "--height", defaultValue = "600")
    private int height;

    @Option(names = "--width", defaultValue = "800")
    private int width;

    @Option(names = "--regions", defaultValue = "256")
    private int regions;

    @Option(names = "--steps", defaultValue = "10")
    private int steps;

    @Option(names = "--precision", defaultValue = "FLOAT32")
    private Precision precision;

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new PlainWay()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        Engine.load();
        Engine.workers(1);
        Config config = config();
        Sample sample = NoiseSample.of(width, height, BOXES, CLASSES, List.of());
        List<String> names =
                IntStream.rangeClosed(1, CLASSES).mapToObj(i -> "class" + i).toList();
        PlainDetector detector = SameWork.copy(config, sample, LabelMap.of(names), TOLERANCE);
        PlainSubject plain = new PlainSubject(detector, sample, config.train());
        try (Subject rebox = new Subject(config, sample, CLASSES)) {
            Medians step = Medians.inTurn(WARMUPS, steps, rebox::step, plain::step);
            Medians prediction = Medians.inTurn(WARMUPS, steps, rebox::predict, plain::predict);
            Cost cost = rebox.cost(WARMUPS, 1);
            long shared = detector.backbone().sharedWork();
            long inPrediction = cost.prediction().multiplyAdds()
                    + shared * cells(config.model().proposals(), config);
            SameWork.same("multiply-adds of a prediction", inPrediction, plain.predictionWork());
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d x %d, %d regions, %s, %d thread; both train %.2f million numbers%n",
                    backbone,
                    height,
                    width,
                    regions,
                    name(precision),
                    Workers.count(),
                    detector.place().tensors().trainedCount() / 1e6);
            print("step", step, cost.trainStep(), plain.stepWork());
            print("prediction", prediction, cost.prediction(), plain.predictionWork());
        }
    }

    private Config config() {
        return ConfigReader.read(List.of(
                "model.backbone=" + backbone,
                "model.auxiliary=[]",
                "model.refinement=false",
                "train.precision=" + name(precision),
                "train.regions=" + regions,
                "train.learningRate=1e-5",
                "train.device=cpu"));
    }

    private static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    /** How many more cells the crops of so many regions have than the map. */
    private long cells(int count, Config config) {
        PaddedSize frame = PaddedSize.around(new int[] {width}, new int[] {height});
        int size = config.model().cropSize();
        return (long) count * size * size - (long) Anchors.cells(frame.width()) * Anchors.cells(frame.height());
    }

    private static void print(String what, Medians medians, Cost.Part rebox, long plainWork) {
        print(what, medians.clock());
        print("  processor", medians.processor());
        System.out.printf(
                Locale.ROOT, "  10^9 multiply-adds: %.1f and %.1f%n", rebox.multiplyAdds() / 1e9, plainWork / 1e9);
    }

    private static void print(String what, Medians.Pair pair) {
        System.out.printf(
                Locale.ROOT,
                "%-12s Rebox %.4f s, plain %.4f s, ratio %.3f%n",
                what,
                pair.rebox(),
                pair.plain(),
                pair.ratio());
    }
}
