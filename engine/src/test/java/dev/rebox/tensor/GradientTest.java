package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.CropAndResize.Region;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Own compositions against finite differences. What is linear allows a long step, so that float32 is exact enough. */
class GradientTest {
    private PointerScope scope;
    private Parameters parameters;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 0);
        torch.manual_seed(1);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void cropsAreLinearInTheMap() {
        Tensor map = torch.randn(2, 3, 5, 6).requires_grad_(true);
        List<Region> regions = List.of(new Region(0, .2f, .1f, .8f, .6f), new Region(1, -1, 0, .5f, 2));
        Tensor weight = torch.randn(2, 3, 7, 7);
        CropAndResize.of(map, regions, 7).mul(weight).sum().backward();
        Tensor direction = Slope.direction(map);
        double slope = Slope.along(map, direction, 1, m -> CropAndResize.of(m, regions, 7)
                .mul(weight)
                .sum()
                .item_double());
        assertThat(slope).isCloseTo(Slope.byGradient(map.grad(), direction), within(1e-4));
    }

    @Test
    void foldedNormalisationScalesTheGradientOfTheWeight() {
        Conv2d conv = normalised(Shape.of(3, 4, 3, 2, Padding.TF_SAME), Activation.NONE);
        Tensor x = torch.randn(2, 3, 6, 7).requires_grad_(true);
        Tensor weight = torch.randn(2, 4, 3, 4);
        conv.forward(x).mul(weight).sum().backward();
        Parameter kernel = parameters.get("conv.weight");
        for (Tensor leaf : new Tensor[] {kernel.value(), x}) {
            Tensor direction = Slope.direction(leaf);
            double slope = Slope.along(
                    leaf, direction, 1, l -> conv.forward(x).mul(weight).sum().item_double());
            assertThat(slope).isCloseTo(Slope.byGradient(leaf.grad(), direction), within(1e-4));
        }
        assertThat(parameters.trained()).containsExactly(kernel);
    }

    @Test
    void anActivationInPlaceKeepsTheGradientRight() {
        for (Activation activation : new Activation[] {Activation.RELU, Activation.RELU6}) {
            Conv2d conv = normalised(Shape.depthwise(4, 3, 1, Padding.SYMMETRIC), activation);
            Parameter kernel = parameters.get("conv.weight");
            Tensor x = torch.randn(1, 4, 5, 5).requires_grad_(true);
            conv.forward(x).sum().backward();
            Tensor direction = Slope.direction(kernel.value());
            double slope = Slope.along(
                    kernel.value(), direction, 1e-3, w -> conv.forward(x).sum().item_double());
            assertThat(slope).isCloseTo(Slope.byGradient(kernel.value().grad(), direction), within(.05));
            parameters = new Parameters(new Device("cpu"), 0);
        }
    }

    @Test
    void aFrozenConvolutionLetsTheGradientThrough() {
        Conv2d conv = normalised(Shape.of(3, 4, 3, 1, Padding.SYMMETRIC), Activation.NONE);
        conv.train(false);
        Tensor x = torch.randn(1, 3, 4, 4).requires_grad_(true);
        conv.forward(x).sum().backward();
        Tensor direction = Slope.direction(x);
        double slope = Slope.along(x, direction, 1, l -> conv.forward(x).sum().item_double());
        assertThat(slope).isCloseTo(Slope.byGradient(x.grad(), direction), within(1e-4));
        assertThat(parameters.get("conv.weight").value().grad().defined()).isFalse();
    }

    private Conv2d normalised(Shape shape, Activation activation) {
        Conv2d conv = Conv2d.normalised(parameters, "conv", "bn", shape, 1e-3, activation);
        for (String name : List.of("bn.weight", "bn.bias", "bn.running_mean", "bn.running_var")) {
            parameters.get(name).set(torch.rand(shape.out()).add(new org.bytedeco.pytorch.Scalar(.3)));
        }
        return conv;
    }
}
