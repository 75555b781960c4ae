package dev.rebox.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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

/** 256 crops of 7 x 7 from a map of 512 channels on 38 x 50 cells, forward and with the gradient back to the map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Dorg.bytedeco.javacpp.nopointergc=true"})
public class CropAndResizeBenchmark {
    private static final int REGIONS = 256;
    private static final int SIZE = 7;

    private final List<CropAndResize.Region> regions = new ArrayList<>();
    private Tensor map;

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CropAndResizeBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void draw() {
        Engine.load();
        map = torch.randn(1, 512, 38, 50).contiguous(torch.MemoryFormat.ChannelsLast);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < REGIONS; i++) {
            float x = (float) random.nextDouble(.7);
            float y = (float) random.nextDouble(.7);
            regions.add(new CropAndResize.Region(0, x, y, x + .3f, y + .3f));
        }
    }

    @Benchmark
    public float forward() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            return CropAndResize.of(map, regions, SIZE).get(0).sum().item_float();
        }
    }

    @Benchmark
    public float forwardAndBack() {
        try (PointerScope scope = new PointerScope()) {
            Tensor leaf = map.detach().set_requires_grad(true);
            Tensor sum = CropAndResize.of(leaf, regions, SIZE).sum();
            sum.backward();
            return sum.item_float();
        }
    }
}
