package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class TensorsTest {
    private final Device cpu = new Device("cpu");

    @Test
    void arraysAreCopiedRowByRowAndBack() {
        try (PointerScope scope = new PointerScope()) {
            float[] values = {1, 2, 3, 4, 5, 6};
            Tensor tensor = Tensors.floats(values, cpu, 2, 3);
            values[0] = 99;
            assertThat(Tensors.toFloats(tensor)).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(Tensors.toFloats(tensor.t())).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @Test
    void numbersKeepTheirTypes() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(Tensors.longs(new long[] {1L << 40}, cpu, 1).item_long()).isEqualTo(1L << 40);
            assertThat(Tensors.ints(new int[] {7}, cpu, 1).scalar_type().intern())
                    .isEqualTo(ScalarType.Int);
            assertThat(Tensors.toFloats(Tensors.bytes(new byte[] {-1, 1}, cpu, 2)))
                    .containsExactly(255, 1);
        }
    }

    @Test
    void nothingIsAnEmptyTensor() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(Tensors.floats(new float[0], cpu, 0, 4).shape()).containsExactly(0, 4);
            assertThat(Tensors.longs(new long[0], cpu, 0).numel()).isZero();
            assertThat(Tensors.ints(new int[0], cpu, 0).numel()).isZero();
            assertThat(Tensors.toFloats(Tensors.bytes(new byte[0], cpu, 0))).isEmpty();
        }
    }
}
