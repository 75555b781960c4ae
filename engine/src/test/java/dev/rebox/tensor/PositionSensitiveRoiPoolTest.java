package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.tensor.CropAndResize.Region;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionSensitiveRoiPoolTest {
    private static final Region WHOLE = new Region(0, 0, 0, 1, 1);

    private PointerScope scope;
    private Device cpu;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        cpu = new Device("cpu");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void eachBinReadsItsOwnChannel() {
        // 2x2 bins of one sample, a map of 2x2 cells: bin b looks at its corner of channel b.
        PositionSensitiveRoiPool crops = new PositionSensitiveRoiPool(2, 1);
        float[] map = {
            1, 0, 0, 0, // upper left
            0, 2, 0, 0, // upper right
            0, 0, 3, 0, // lower left
            9, 9, 9, 4 // lower right
        };
        Tensor pooled = crops.pool(Tensors.floats(map, cpu, 1, 4, 2, 2), List.of(WHOLE));
        assertThat(Tensors.toFloats(pooled)).containsExactly((1 + 2 + 3 + 4) / 4f);
    }

    @Test
    void theChannelsOfABinLieTogether() {
        // Two answers: the channels of the four bins are 0,1 | 2,3 | 4,5 | 6,7.
        Tensor map = torch.arange(new org.bytedeco.pytorch.Scalar(8)).view(1, 8, 1, 1);
        Tensor pooled = new PositionSensitiveRoiPool(2, 3).pool(map, List.of(WHOLE));
        assertThat(pooled.shape()).containsExactly(1, 2);
        assertThat(Tensors.toFloats(pooled)).usingComparatorWithPrecision(1e-5f).containsExactly(3, 4);
    }

    @Test
    void aBinIsTheMeanOfItsSamples() {
        // 2x2 bins of 2x2 samples at 0, 1/3, 2/3, 1. The upper bins' channels are x, the lower ones' y.
        float[] map = {0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1};
        Tensor pooled = new PositionSensitiveRoiPool(2, 2).pool(Tensors.floats(map, cpu, 1, 4, 2, 2), List.of(WHOLE));
        // x is 1/6 in the left bins and 5/6 in the right ones, y 5/6 in the lower ones.
        assertThat(pooled.item_float()).isEqualTo((1 / 6f + 5 / 6f + 5 / 6f + 5 / 6f) / 4, within(1e-6f));
    }

    @Test
    void theStandardIsThreeByThreeBins() {
        assertThat(PositionSensitiveRoiPool.STANDARD.channels(21)).isEqualTo(189);
        // Channel b is 1 + b everywhere.
        Tensor map = torch.arange(new org.bytedeco.pytorch.Scalar(1), new org.bytedeco.pytorch.Scalar(10))
                .view(1, 9, 1, 1)
                .expand(1, 9, 4, 5);
        assertThat(PositionSensitiveRoiPool.STANDARD.pool(map, List.of(WHOLE)).item_float())
                .isEqualTo(5, within(1e-5f));
    }

    @Test
    void itIsACropWhoseBinsAreAveraged() {
        torch.manual_seed(3);
        int depth = 4;
        List<Region> regions = List.of(
                new Region(0, .1f, .2f, .7f, .9f), new Region(1, 0, .5f, .3f, 1), new Region(1, -.2f, .4f, 1.3f, .5f));
        Tensor ours = torch.randn(2, 9 * depth, 7, 9).requires_grad_(true);
        Tensor theirs = ours.detach().clone().requires_grad_(true);
        Tensor pooled = PositionSensitiveRoiPool.STANDARD.pool(ours, regions);
        Tensor expected = cropThenAverage(theirs, regions, depth);
        assertThat(pooled.sub(expected).abs().max().item_float()).isCloseTo(0, within(1e-5f));
        Tensor weight = torch.randn(pooled.shape());
        pooled.mul(weight).sum().backward();
        expected.mul(weight).sum().backward();
        assertThat(ours.grad().sub(theirs.grad()).abs().max().item_float()).isCloseTo(0, within(1e-5f));
    }

    @Test
    void itsGradientIsThatOfFiniteDifferences() {
        torch.manual_seed(4);
        Tensor map = torch.randn(1, 18, 5, 6).requires_grad_(true);
        List<Region> regions = List.of(new Region(0, .2f, .1f, .8f, .6f), WHOLE);
        Tensor weight = torch.randn(2, 2);
        PositionSensitiveRoiPool.STANDARD.pool(map, regions).mul(weight).sum().backward();
        Tensor direction = Slope.direction(map);
        double slope = Slope.along(map, direction, 1, m -> PositionSensitiveRoiPool.STANDARD
                .pool(m, regions)
                .mul(weight)
                .sum()
                .item_double());
        assertThat(slope).isCloseTo(Slope.byGradient(map.grad(), direction), within(1e-5));
    }

    @Test
    void noRegionsGiveNoRows() {
        assertThat(PositionSensitiveRoiPool.STANDARD
                        .pool(torch.zeros(1, 18, 2, 2), List.of())
                        .shape())
                .containsExactly(0, 2);
        assertThat(CropAndResize.of(torch.zeros(1, 3, 2, 2), List.of(), 7).shape())
                .containsExactly(0, 3, 7, 7);
    }

    /** [N, D] the slow way: a crop of all channels, of which each bin takes its own. */
    private static Tensor cropThenAverage(Tensor map, List<Region> regions, int depth) {
        Tensor crops = CropAndResize.of(map, regions, 18); // [N, 9 D, 18, 18]
        TensorVector bins = new TensorVector();
        for (int bin = 0; bin < 9; bin++) {
            bins.push_back(crops.narrow(1, (long) bin * depth, depth)
                    .narrow(2, bin / 3 * 6, 6)
                    .narrow(3, bin % 3 * 6, 6)
                    .mean(2, 3));
        }
        return torch.stack(bins, 0).mean(0);
    }
}
