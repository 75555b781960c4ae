package dev.rebox.tensor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Java arrays to tensors and back. The tensors own their memory. */
public final class Tensors {
    static {
        Engine.load();
    }

    private Tensors() {}

    /** A float32 tensor of this shape with the values in row-major order. */
    public static Tensor floats(float[] values, Device device, long... shape) {
        Tensor host = empty(ScalarType.Float, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new FloatPointer(host.data_ptr()).put(values, 0, values.length);
        }
        return host.to(device, ScalarType.Float);
    }

    /** An int64 tensor of this shape. */
    public static Tensor longs(long[] values, Device device, long... shape) {
        Tensor host = empty(ScalarType.Long, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new LongPointer(host.data_ptr()).put(values, 0, values.length);
        }
        return host.to(device, ScalarType.Long);
    }

    /** An int32 tensor of this shape. */
    public static Tensor ints(int[] values, Device device, long... shape) {
        Tensor host = empty(ScalarType.Int, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new IntPointer(host.data_ptr()).put(values, 0, values.length);
        }
        return host.to(device, ScalarType.Int);
    }

    /** A uint8 tensor of this shape. */
    public static Tensor bytes(byte[] values, Device device, long... shape) {
        Tensor host = empty(ScalarType.Byte, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new BytePointer(host.data_ptr()).put(values, 0, values.length);
        }
        return host.to(device, ScalarType.Byte);
    }

    /** The values of a tensor of any type, device and layout as float32 in row-major order. */
    public static float[] toFloats(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor host = tensor.detach().to(cpu(), ScalarType.Float).contiguous();
            float[] values = new float[Math.toIntExact(host.numel())];
            if (values.length > 0) {
                new FloatPointer(host.data_ptr()).get(values);
            }
            return values;
        }
    }

    static Device cpu() {
        return new Device("cpu");
    }

    private static Tensor empty(ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional());
    }
}
