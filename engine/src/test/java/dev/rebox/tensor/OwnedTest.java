package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class OwnedTest {
    private static final Conv2d.Shape SHAPE = Conv2d.Shape.of(3, 4, 3, 1, Padding.SYMMETRIC);

    static {
        Engine.load();
    }

    @Test
    void aTensorOutlivesItsScopeAndDiesWithItsOwner() {
        long before = Owned.live();
        Owned owned = new Owned();
        Tensor tensor;
        try (PointerScope scope = new PointerScope()) {
            tensor = owned.keep(owned.keep(torch.ones(3)));
        }
        assertThat(Owned.live()).isEqualTo(before + 1);
        assertThat(Tensors.toFloats(tensor)).containsExactly(1, 1, 1);
        owned.close();
        owned.close();
        assertThat(tensor.isNull()).isTrue();
        assertThat(Owned.live()).isEqualTo(before);
    }

    @Test
    void whoIsClosedTakesNothingMore() {
        Owned owned = new Owned();
        owned.close();
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = torch.ones(1);
            assertThatThrownBy(() -> owned.keep(tensor)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatLayersKeepIsFreedWithTheParameters() {
        long before = Owned.live();
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard();
                Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            Conv2d folded = Conv2d.normalised(parameters, "a", "a.norm", SHAPE, 1e-5, Activation.RELU);
            Conv2d biased = Conv2d.biased(parameters, "b", SHAPE, Init.normal(1), Activation.NONE);
            long alone = Owned.live();
            assertThat(alone).isEqualTo(before + 7);
            Tensor x = torch.ones(1, 3, 5, 5);
            for (int i = 0; i < 3; i++) { // what is stale is freed at once, not with the parameters
                folded.forward(x);
                folded.forward(x.to(torch.ScalarType.BFloat16));
                biased.forward(x);
                parameters.all().forEach(Parameter::changed);
                assertThat(Owned.live()).isEqualTo(alone + 6); // two of each convolution, two of the normalisation
            }
        }
        assertThat(Owned.live()).isEqualTo(before);
    }
}
