package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rebox.plain.Place;
import dev.rebox.plain.PlainBackbone;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks that Rebox is measured beside are the same networks. */
class PlainBackboneTest {
    @ParameterizedTest
    @CsvSource({"mobilenet_v1, 0.25", "resnet50, 1"})
    void theSameWeightsGiveTheSameMapAndTheSameTail(String name, double width) {
        Place place = new Place();
        PlainBackbone plain = PlainBackbone.create(name, width, place.under("map"), place.under("tail"));
        try (Parameters parameters = new Parameters(Engine.device("cpu"), 0);
                PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            Backbone rebox = Backbones.create(name, width, Backbones.defaults(name), parameters.under("map"));
            RoiTail tail = rebox.tail(parameters.under("tail"));
            Formula.fill(parameters);
            place.tensors().copy(parameters);
            Tensor images = Formula.tensor("images", 1, 3, 64, 64);
            Tensor crops = Formula.tensor("crops", 2, rebox.featureChannels(), 7, 7);
            same(rebox.features(images), plain.features(images.contiguous()));
            same(tail.forward(crops), plain.tail(crops.contiguous()));
        }
    }

    private static void same(Tensor rebox, Tensor plain) {
        assertThat(plain.is_contiguous()).isTrue();
        assertThat(plain.shape()).isEqualTo(rebox.shape());
        assertThat(Tensors.toFloats(plain)).containsExactly(Tensors.toFloats(rebox), offset(1e-3f));
    }
}
