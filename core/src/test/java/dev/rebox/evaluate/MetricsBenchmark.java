package dev.rebox.evaluate;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** What the figures of 500 images cost: 30 classes, 10 boxes an image, about as many detections. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MetricsBenchmark {
    private static final int IMAGES = 500;
    private static final int BOXES = 10;
    private static final int CLASSES = 30;

    private Dataset truth;
    private Map<String, List<Detection>> detections;

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(MetricsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void draw() {
        Random random = new Random(1);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            List<Annotation> annotations = new ArrayList<>();
            for (int b = 0; b < BOXES; b++) {
                Box box = Box.ofSize(
                        random.nextDouble() * 500,
                        random.nextDouble() * 340,
                        10 + random.nextDouble() * 120,
                        10 + random.nextDouble() * 120);
                annotations.add(Annotation.of(box, 1 + random.nextInt(CLASSES)));
            }
            examples.add(new Example(String.valueOf(i), Path.of(i + ".jpg"), 640, 480, annotations));
        }
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(k -> "class" + k).toList();
        truth = new Dataset("drawn", Dataset.Format.COCO, LabelMap.of(names), examples);
        detections = PerturbedTruth.draw(truth);
    }

    /** COCO's twelve figures, and each class's. */
    @Benchmark
    public Evaluation coco() {
        return Evaluation.of(truth, detections, Evaluation.Metric.COCO);
    }

    /** VOC's mean average precision, all points and eleven. */
    @Benchmark
    public Evaluation voc() {
        return Evaluation.of(truth, detections, Evaluation.Metric.VOC);
    }
}
