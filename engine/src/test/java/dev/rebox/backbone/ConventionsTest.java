package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.backbone.Conventions.StrideIn;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConventionsTest {
    @Test
    void whatTheyWriteIsWhatTheyRead() {
        for (Conventions written : List.of(Conventions.RESNET, Conventions.MOBILENET, Conventions.INCEPTION)) {
            for (Conventions defaults : List.of(Conventions.RESNET, Conventions.INCEPTION)) {
                assertThat(defaults.with(written.metadata(), "file")).isEqualTo(written);
            }
        }
    }

    @Test
    void whatAFileDoesNotSayStays() {
        assertThat(Conventions.MOBILENET.with(Map.of("trained_on", "cats"), "file"))
                .isEqualTo(Conventions.MOBILENET);
        Conventions odd = Conventions.RESNET.with(
                Map.of(
                        "stride_in",
                        " CONV1 ",
                        "bn_eps",
                        "0.001",
                        "channel_order",
                        "bgr",
                        "mean",
                        "1, 2,3",
                        "scale",
                        "0.5"),
                "file");
        assertThat(odd)
                .isEqualTo(new Conventions(
                        Padding.SYMMETRIC,
                        Padding.SYMMETRIC,
                        1e-3,
                        StrideIn.CONV1,
                        Activation.RELU,
                        new Normalization(Normalization.Order.BGR, List.of(1., 2., 3.), List.of(.5, .5, .5))));
    }

    @Test
    void poolsArePaddedAsConvolutionsUnlessTheFileSaysOtherwise() {
        assertThat(Conventions.RESNET.with(Map.of("padding", "tf_same"), "file").poolPadding())
                .isEqualTo(Padding.TF_SAME);
        Map<String, String> both = new HashMap<>(Map.of("padding", "tf_same", "pool_padding", "valid"));
        assertThat(Conventions.RESNET.with(both, "file").poolPadding()).isEqualTo(Padding.VALID);
        assertThat(Conventions.INCEPTION
                        .with(Map.of("pool_padding", "symmetric"), "file")
                        .padding())
                .isEqualTo(Padding.TF_SAME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "padding|zeros|symmetric or tf_same or valid",
                "stride_in|conv3|conv1 or conv2",
                "channel_order|rbg|rgb or bgr",
                "bn_eps|0|a number above 0",
                "bn_eps|NaN|a number",
                "bn_eps|small|a number",
                "mean|1,2|one number or three",
                "scale|1,2,3,4|one number or three",
                "scale|1,,3|a number",
                "mean|NaN|a number",
                "scale|Infinity|a number",
            })
    void anEntryThatIsNotUnderstoodIsNamed(String key, String value, String wanted) {
        assertThatThrownBy(() -> Conventions.RESNET.with(Map.of(key, value), "weights.pth"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("weights.pth: its metadata says " + key + " = '")
                .hasMessageEndingWith("', which is not " + wanted);
    }

    @Test
    void imagesBecomeDifferencesFromTheMeanTimesTheScale() {
        Engine.load();
        Normalization rgb = new Normalization(Normalization.Order.RGB, List.of(10., 20., 30.), List.of(1., .5, 2.));
        Normalization bgr = new Normalization(Normalization.Order.BGR, List.of(10., 20., 30.), List.of(1., .5, 2.));
        try (PointerScope scope = new PointerScope()) {
            // one row of two pixels: (12, 24, 200) and (10, 20, 30)
            byte[] bytes = {12, 24, (byte) 200, 10, 20, 30};
            Tensor pixels = Tensors.bytes(bytes, Engine.device("cpu"), 1, 1, 2, 3);
            assertThat(rgb.apply(pixels).shape()).containsExactly(1, 3, 1, 2);
            assertThat(Tensors.toFloats(rgb.apply(pixels))).containsExactly(2, 0, 2, 0, 340, 0);
            // blue first: 200 - 10, 30 - 10; (24 - 20) / 2, 0; (12 - 30) * 2, (10 - 30) * 2
            assertThat(Tensors.toFloats(bgr.apply(pixels))).containsExactly(190, 20, 2, 0, -36, -40);
        }
    }

    @Test
    void theUsualNormalisationsReachFromMinusOneToOneOrHaveImagenetsNumbers() {
        assertThat((255 - Normalization.INCEPTION.mean().get(0))
                        * Normalization.INCEPTION.scale().get(0))
                .isEqualTo(1, within(1e-12));
        // (0 - .485) / .229
        assertThat(-Normalization.IMAGENET.mean().get(0)
                        * Normalization.IMAGENET.scale().get(0))
                .isEqualTo(-.485 / .229, within(1e-12));
        assertThatThrownBy(() -> new Normalization(Normalization.Order.RGB, List.of(1., 2.), List.of(1., 2., 3.)))
                .hasMessageStartingWith("three means and three scales are needed");
    }

    @Test
    void onlyTensorFlowsPaddingMovesTheFirstCell() {
        assertThat(Conventions.INCEPTION.firstCell()).isEqualTo(1 + 2 + 4 + 8);
        assertThat(Conventions.RESNET.firstCell()).isZero();
    }
}
