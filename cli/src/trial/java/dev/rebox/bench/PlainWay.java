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
        Engine.threads(1);
        Config config = ConfigReader.read(List.of(
                "model.backbone=" + backbone,
                "model.auxiliary=[]",
                "model.refinement=false",
                "train.precision=" + precision.name().toLowerCase(Locale.ROOT),
                "train.regions=" + regions,
                "train.learningRate=1e-5",
                "train.device=cpu"));
        Sample sample = NoiseSample.of(width, height, BOXES, CLASSES, List.of());
        List<String> names =
                IntStream.rangeClosed(1, CLASSES).mapToObj(i -> "class" + i).toList();
        PlainDetector detector = SameWork.copy(config, sample, LabelMap.of(names), TOLERANCE);
        PlainSubject plain = new PlainSubject(detector, sample, config.train());
        try (Subject rebox = new Subject(config, sample, CLASSES)) {
            Medians step = Medians.inTurn(WARMUPS, steps, rebox::step, plain::step);
            plain.work();
            plain.step();
            long stepWork = plain.work();
            Medians prediction = Medians.inTurn(WARMUPS, steps, rebox::predict, plain::predict);
            plain.work();
            plain.predict();
            long predictionWork = plain.work();
            Cost cost = rebox.cost(WARMUPS, 1);
            // where nothing of the tail runs over the map this is 0
            long moved = detector.backbone().sharedWork();
            long sharedStep = 3 * moved * cells(regions, config);
            long sharedPrediction = moved * cells(config.model().proposals(), config);
            SameWork.same("multiply-adds of a step", cost.trainStep().multiplyAdds() + sharedStep, stepWork);
            SameWork.same(
                    "multiply-adds of a prediction", cost.prediction().multiplyAdds() + sharedPrediction, predictionWork);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d x %d, %d regions, %s, %d thread; both train %.2f million numbers%n",
                    backbone,
                    height,
                    width,
                    regions,
                    precision.name().toLowerCase(Locale.ROOT),
                    Engine.threads(),
                    detector.place().tensors().trainedCount() / 1e6);
            print("step", step, cost.trainStep(), stepWork);
            print("prediction", prediction, cost.prediction(), predictionWork);
        }
    }

    /** How many more cells of the crops than of the map there are. */
    private long cells(int count, Config config) {
        PaddedSize frame = PaddedSize.around(new int[] {width}, new int[] {height});
        int size = config.model().cropSize();
        return (long) count * size * size - (long) Anchors.cells(frame.width()) * Anchors.cells(frame.height());
    }

    private static void print(String what, Medians medians, Cost.Part rebox, long plainWork) {
        System.out.printf(
                Locale.ROOT,
                "%-11s Rebox %.4f s, plain %.4f s, ratio %.3f; 10^9 multiply-adds %.1f and %.1f%n",
                what,
                medians.rebox(),
                medians.plain(),
                medians.ratio(),
                rebox.multiplyAdds() / 1e9,
                plainWork / 1e9);
    }
}
