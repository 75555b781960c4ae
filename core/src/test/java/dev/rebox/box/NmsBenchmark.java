package dev.rebox.box;

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

/** Suppression as in a detector: 12 anchors in each of 38 x 50 cells, about 23,000, the scores clustered on objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NmsBenchmark {
    private static final int ROWS = 38;
    private static final int COLUMNS = 50;
    private static final int ANCHORS = 12;
    private static final int REGIONS = 300;
    private static final int CLASSES = 20;

    private final float[] boxes = new float[ROWS * COLUMNS * ANCHORS * 4];
    private final float[] clustered = new float[ROWS * COLUMNS * ANCHORS];
    private final float[] scattered = new float[ROWS * COLUMNS * ANCHORS];
    private final float[] classBoxes = new float[REGIONS * CLASSES * 4];
    private final float[] probabilities = new float[REGIONS * (CLASSES + 1)];

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(NmsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void draw() {
        Random random = new Random(1);
        for (int i = 0; i < clustered.length; i++) {
            int cell = i / ANCHORS;
            double x = (cell % COLUMNS + .5 + .2 * random.nextGaussian()) * 16;
            double y = (cell / COLUMNS + .5 + .2 * random.nextGaussian()) * 16;
            double side = 64 << i % 4;
            double ratio = Math.sqrt(new double[] {.5, 1, 2}[i / 4 % 3]);
            fill(boxes, i, x, y, side / ratio, side * ratio);
            double object = Math.hypot(x % 267 - 133, y % 200 - 100) / 60;
            clustered[i] = (float) (Math.exp(-object * object) * .9 + .1 * random.nextDouble());
            scattered[i] = random.nextFloat();
        }
        for (int r = 0; r < REGIONS; r++) {
            double x = random.nextInt(800);
            double y = random.nextInt(600);
            for (int k = 0; k < CLASSES; k++) {
                fill(classBoxes, r * CLASSES + k, x + random.nextInt(10), y + random.nextInt(10), 120, 90);
                probabilities[r * (CLASSES + 1) + k + 1] = random.nextFloat() / CLASSES;
            }
        }
    }

    /** Proposals of a trained network: most candidates near a few objects. */
    @Benchmark
    public int[] proposalsOnObjects() {
        return Nms.keep(boxes, clustered, .7f, 300);
    }

    /** Proposals of an untrained network. */
    @Benchmark
    public int[] proposalsAnywhere() {
        return Nms.keep(boxes, scattered, .7f, 300);
    }

    /** 300 regions of 20 classes, nearly all above the floor. */
    @Benchmark
    public List<Detection> detections() {
        return Nms.perClass(probabilities, classBoxes, CLASSES, .001f, .4f, 100, 300);
    }

    private static void fill(float[] boxes, int index, double x, double y, double width, double height) {
        boxes[4 * index] = (float) (x - width / 2);
        boxes[4 * index + 1] = (float) (y - height / 2);
        boxes[4 * index + 2] = (float) (x + width / 2);
        boxes[4 * index + 3] = (float) (y + height / 2);
    }
}
