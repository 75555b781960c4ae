package dev.rebox.box.tile;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The worst case of joining: 10,000 x 10,000 pixels in 441 tiles of 600, each and the whole image with as many detections as a
 * detector gives, 300 in three classes, none below the floor: 132,600 in all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SeamsBenchmark {
    private static final int SIDE = 10_000;
    private static final int EACH = 300;
    private static final int CLASSES = 3;

    private final Seams seams = new Seams(SIDE, SIDE, 0.4, 0.01);

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SeamsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void detect() {
        Random random = new Random(1);
        List<Box> parts = new ArrayList<>(new Tiling(600, 0.2).of(SIDE, SIDE));
        parts.add(new Box(0, 0, SIDE, SIDE));
        for (Box part : parts) {
            List<Detection> found = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                double width = part.width() * (.05 + .3 * random.nextDouble());
                double height = part.height() * (.05 + .3 * random.nextDouble());
                double x = (part.width() - width) * random.nextDouble();
                double y = (part.height() - height) * random.nextDouble();
                double score = .01 + .99 * random.nextDouble();
                found.add(new Detection(new Box(x, y, x + width, y + height), 1 + i % CLASSES, score));
            }
            seams.add(part, found);
        }
    }

    @Benchmark
    public List<Detection> joined() {
        return seams.joined();
    }
}
