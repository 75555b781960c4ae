package dev.rebox.data.loader;

import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.scenes.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** What one loader thread needs for an image: decode, resize to a shorter side of 600, flip, label 64 windows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoaderBenchmark {
    private static final int IMAGES = 8;

    private Loader loader;

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(LoaderBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void draw() throws IOException {
        Path folder = Files.createTempDirectory("loader");
        Scenes.write(folder, IMAGES, 0, 0);
        Dataset scenes = Datasets.open(folder.resolve("train.json").toString());
        loader = new Loader(
                scenes,
                new LoaderOptions(
                        ResizeRule.STANDARD,
                        true,
                        1,
                        List.of(image -> WindowLabels.of(image, 64), NeighbourLabels::of, CoveredCells::of),
                        WindowMode.FIXED,
                        0,
                        1,
                        0),
                0,
                Long.MAX_VALUE);
    }

    @Benchmark
    public Batch image() {
        return loader.next();
    }
}
