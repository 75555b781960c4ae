package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.tensor.CropAndResize.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class CropAndResizeTest {
    static {
        Engine.load();
    }

    private final Device cpu = new Device("cpu");

    @Test
    void samplesLieOnTheCornersAndBetweenThem() {
        try (PointerScope scope = new PointerScope()) {
            // One channel, 2 rows of 3: 0 1 2 / 10 11 12.
            Tensor map = Tensors.floats(new float[] {0, 1, 2, 10, 11, 12}, cpu, 1, 1, 2, 3);
            Tensor crop = CropAndResize.of(map, List.of(new Region(0, 0, 0, 1, 1)), 3);
            assertThat(Tensors.toFloats(crop)).containsExactly(0, 1, 2, 5, 6, 7, 10, 11, 12);
            Tensor corner = CropAndResize.of(map, List.of(new Region(0, .5f, 0, 1, .5f)), 2);
            assertThat(Tensors.toFloats(corner)).containsExactly(1, 2, 6, 7);
        }
    }

    @Test
    void samplesBeyondTheMapTakeTheNearestCell() {
        try (PointerScope scope = new PointerScope()) {
            Tensor map = Tensors.floats(new float[] {0, 1, 2, 10, 11, 12}, cpu, 1, 1, 2, 3);
            // columns at -2, 0, 2 of 0..2 become 0, 0, 2; rows at 0, 1, 2 of 0..1 become 0, 1, 1
            Tensor beyond = CropAndResize.of(map, List.of(new Region(0, -1, 0, 1, 2)), 3);
            assertThat(Tensors.toFloats(beyond)).containsExactly(0, 0, 2, 10, 10, 12, 10, 10, 12);
        }
    }

    @Test
    void valuesAndGradientsEqualTheEnginesGridSampler() {
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(1);
            Random random = new Random(2);
            Tensor map = torch.randn(2, 5, 9, 13);
            List<Region> regions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                float x = random.nextFloat();
                float y = random.nextFloat();
                regions.add(
                        new Region(i / 6, x, y, x + (1 - x) * random.nextFloat(), y + (1 - y) * random.nextFloat()));
            }
            Tensor ours = map.clone().detach().requires_grad_(true);
            Tensor theirs = map.clone().detach().requires_grad_(true);
            Tensor a = CropAndResize.of(ours, regions, 7);
            Tensor b = byGridSampler(theirs, regions, 7);
            assertThat(a.sub(b).abs().max().item_float()).isCloseTo(0, within(1e-5f));
            Tensor weight = torch.randn(a.shape());
            a.mul(weight).sum().backward();
            b.mul(weight).sum().backward();
            assertThat(ours.grad().sub(theirs.grad()).abs().max().item_float()).isCloseTo(0, within(1e-5f));
        }
    }

    private Tensor byGridSampler(Tensor map, List<Region> regions, int size) {
        org.bytedeco.pytorch.TensorVector crops = new org.bytedeco.pytorch.TensorVector();
        for (Region r : regions) {
            float[] grid = new float[size * size * 2];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    grid[(i * size + j) * 2] = 2 * (r.x1() + (r.x2() - r.x1()) * j / (size - 1)) - 1;
                    grid[(i * size + j) * 2 + 1] = 2 * (r.y1() + (r.y2() - r.y1()) * i / (size - 1)) - 1;
                }
            }
            crops.push_back(torch.grid_sampler(
                    map.narrow(0, r.image(), 1), Tensors.floats(grid, cpu, 1, size, size, 2), 0, 0, true));
        }
        return torch.cat(crops, 0);
    }
}
