package dev.rebox.backbone;

import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Weights and inputs out of names, the same as in {@code src/test/golden/backbones.py}. */
public final class Formula {
    private Formula() {}

    /** {@code count} numbers in [-1, 1): SplitMix64 from a seed that is the FNV-1a hash of the name. */
    public static float[] numbers(String name, int count) {
        long seed = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ (b & 0xFF)) * 0x100000001B3L;
        }
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            numbers[i] = (float) ((double) (z >>> 40) / (1 << 23) - 1);
        }
        return numbers;
    }

    /** Channels last. */
    static Tensor tensor(String name, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return Tensors.floats(numbers(name, count), Engine.device("cpu"), shape)
                .contiguous(torch.MemoryFormat.ChannelsLast);
    }

    static void fill(Parameters view) {
        for (Parameter parameter : view.all()) {
            try (PointerScope scope = new PointerScope()) {
                String name = parameter.name().substring(view.prefix().length());
                long[] shape = parameter.shape();
                float[] values = numbers(name, Math.toIntExact(parameter.value().numel()));
                float factor = factor(name, shape);
                float offset = offset(name, shape);
                for (int i = 0; i < values.length; i++) {
                    values[i] = values[i] * factor + offset;
                }
                parameter.set(Tensors.floats(values, Engine.device("cpu"), shape));
            }
        }
    }

    private static float factor(String name, long[] shape) {
        if (shape.length == 4) {
            return (float) Math.sqrt(3.0 / (shape[1] * shape[2] * shape[3]));
        }
        return name.endsWith("running_var") ? 0.45f : name.endsWith(".weight") ? 0.25f : 0.5f;
    }

    private static float offset(String name, long[] shape) {
        if (shape.length == 4) {
            return 0;
        }
        if (name.endsWith("running_var")) {
            return 0.55f;
        }
        return !name.endsWith(".weight") ? 0 : name.endsWith("bn3.weight") ? 0.25f : 1;
    }
}
