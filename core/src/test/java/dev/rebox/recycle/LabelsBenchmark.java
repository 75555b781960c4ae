package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What the labels of one image of 640 x 480 with 20 classes cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LabelsBenchmark {
    @Param({"10", "100"})
    public int boxes;

    private final List<LabelledBox> labelled = new ArrayList<>();
    private List<Box> windows;

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(LabelsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void draw() {
        Random random = new Random(1);
        for (int b = 0; b < boxes; b++) {
            double x = random.nextDouble() * 560;
            double y = random.nextDouble() * 400;
            Box box = Box.ofSize(x, y, 20 + random.nextDouble() * 200, 20 + random.nextDouble() * 200);
            labelled.add(new LabelledBox(box, 1 + random.nextInt(20)));
        }
        windows = WindowSampler.sample(640, 480, labelled, 64, 0);
    }

    /** 64 windows drawn and every label made: what an image costs in training. */
    @Benchmark
    public RecycledLabels all() {
        return RecycledLabels.of(640, 480, labelled, 20, 64, 0);
    }

    @Benchmark
    public double[][] multiObject() {
        MultiObjectLabels labels = MultiObjectLabels.of(640, 480, labelled, 20);
        return windows.stream().map(labels::label).toArray(double[][]::new);
    }

    @Benchmark
    public double[][] closeness() {
        return ClosenessLabels.of(640, 480, labelled, 20);
    }

    @Benchmark
    public ForegroundLabel foreground() {
        return ForegroundLabel.of(640, 480, labelled, 20);
    }
}
