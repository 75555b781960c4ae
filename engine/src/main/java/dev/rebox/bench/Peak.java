package dev.rebox.bench;

import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Scalars;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The fastest that this machine convolves: the floor under every step is its multiply-adds over this. */
final class Peak {
    /** Shapes that engines are best at: a wide feature map and a batch of crops, 3x3 and 1x1. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 256, 256, 3, 38, 50),
            new Shape(1, 512, 512, 3, 38, 50),
            new Shape(1, 1024, 1024, 1, 38, 50),
            new Shape(64, 512, 512, 3, 14, 14));

    private static final int REPEATS = 5;

    private record Shape(int batch, int in, int out, int kernel, int height, int width) {
        double multiplyAdds() {
            return (double) batch * height * width * out * in * kernel * kernel;
        }
    }

    private Peak() {}

    /** In 10^9 floating point operations a second, of which a multiply-add is two. */
    static double gflops(Precision precision) {
        return SHAPES.stream()
                .mapToDouble(shape -> gflops(shape, precision))
                .max()
                .orElseThrow();
    }

    private static double gflops(Shape s, Precision precision) {
        long[] one = {1, 1};
        long[] border = {s.kernel / 2, s.kernel / 2};
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            Tensor x = prepared(precision, s.batch, s.in, s.height, s.width);
            Tensor w = prepared(precision, s.out, s.in, s.kernel, s.kernel);
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < REPEATS; i++) {
                try (PointerScope once = new PointerScope()) {
                    long began = System.nanoTime();
                    torch.conv2d(x, w, Scalars.NONE, one, border, one, 1);
                    best = Math.min(best, (System.nanoTime() - began) / 1e9);
                }
            }
            return 2 * s.multiplyAdds() / best / 1e9;
        }
    }

    private static Tensor prepared(Precision precision, long... shape) {
        return torch.randn(shape).to(precision.type()).contiguous(torch.MemoryFormat.ChannelsLast);
    }
}
