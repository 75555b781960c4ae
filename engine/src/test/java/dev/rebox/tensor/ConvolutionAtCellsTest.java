package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** A convolution whose loss looks at some cells only. */
class ConvolutionAtCellsTest {
    private final Device cpu = new Device("cpu");

    @Test
    void aCellSeesItsNeighboursAndZerosBeyondTheBorder() {
        try (PointerScope scope = new PointerScope()) {
            // Two images of 2 x 3 cells, one channel: 1 to 6 and 10 to 60.
            Tensor map = Tensors.floats(new float[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60}, cpu, 2, 1, 2, 3);
            Tensor seen = Neighbourhoods.of(map, new int[] {1, 11}, 3, 3);
            assertThat(Tensors.toFloats(seen))
                    .containsExactly(
                            0, 0, 0, 1, 2, 3, 4, 5, 6, // first image, first row, second column
                            20, 30, 0, 50, 60, 0, 0, 0, 0); // second image, second row, last column
        }
    }

    @Test
    void itsNumbersAndGradientsAreThoseOfTheWholeConvolution() {
        int[] cells = {0, 7, 8, 19, 23, 39};
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(cpu, 3)) {
            Conv2d conv = Conv2d.biased(
                    parameters,
                    "conv",
                    Conv2d.Shape.of(5, 6, 3, 1, Padding.SYMMETRIC),
                    Init.normal(.3),
                    Activation.RELU);
            Tensor map = torch.randn(2, 5, 4, 5)
                    .contiguous(torch.MemoryFormat.ChannelsLast)
                    .requires_grad_(true);
            Tensor weights = torch.randn(6, 6);

            Tensor whole = conv.forward(map);
            Tensor indices = Tensors.ints(cells, cpu, cells.length);
            rows(whole).index_select(0, indices).mul(weights).sum().backward();
            float[] byMap = Tensors.toFloats(map.grad());
            float[] byWeight =
                    Tensors.toFloats(parameters.get("conv.weight").value().grad());
            float[] byBias =
                    Tensors.toFloats(parameters.get("conv.bias").value().grad());
            map.mutable_grad().reset();
            parameters.trained().forEach(p -> p.value().mutable_grad().reset());

            Conv2d.Cells both = conv.forward(map, cells);
            assertThat(both.all().requires_grad()).isFalse();
            assertThat(Tensors.toFloats(both.all())).containsExactly(Tensors.toFloats(whole), within(1e-5f));
            assertThat(Tensors.toFloats(both.some()))
                    .containsExactly(Tensors.toFloats(rows(whole).index_select(0, indices)), within(1e-5f));
            both.some().mul(weights).sum().backward();
            assertThat(Tensors.toFloats(map.grad())).containsExactly(byMap, within(1e-4f));
            assertThat(Tensors.toFloats(parameters.get("conv.weight").value().grad()))
                    .containsExactly(byWeight, within(1e-4f));
            assertThat(Tensors.toFloats(parameters.get("conv.bias").value().grad()))
                    .containsExactly(byBias, within(1e-4f));
            assertThat(Arrays.stream(new float[][] {byMap, byWeight, byBias}).allMatch(g -> largest(g) > .1))
                    .isTrue();
        }
    }

    /** [N * H * W, C] */
    private static Tensor rows(Tensor map) {
        return map.permute(0, 2, 3, 1).reshape(-1, map.size(1));
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
