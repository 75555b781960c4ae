package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.backbone.Normalization;
import dev.rebox.data.image.RgbImage;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class ImageBatchTest {
    static {
        Engine.load();
    }

    @Test
    void imagesAreNormalisedAndPaddedToACommonFrame() {
        try (PointerScope scope = new PointerScope()) {
            ImageBatch batch = ImageBatch.of(
                    List.of(grey(40, 30, 255), grey(20, 50, 0)), Normalization.INCEPTION, Precision.FLOAT32, cpu());
            assertThat(batch.images().shape()).containsExactly(2, 3, 64, 48);
            assertThat(batch.images().is_contiguous(torch.MemoryFormat.ChannelsLast))
                    .isTrue();
            assertThat(batch.frame().widths()).containsExactly(40, 20);
            assertThat(batch.frame().heights()).containsExactly(30, 50);
            float[] values = Tensors.toFloats(batch.images()); // [2, 3, 64, 48]
            assertThat(values[0]).isEqualTo(1, within(1e-6f));
            assertThat(values[29 * 48 + 39]).isEqualTo(1, within(1e-6f));
            assertThat(values[29 * 48 + 40]).isZero(); // beyond: the mean
            assertThat(values[30 * 48]).isZero();
            int second = 3 * 64 * 48;
            assertThat(values[second + 49 * 48 + 19]).isEqualTo(-1, within(1e-6f));
            assertThat(values[second + 50 * 48]).isZero();
        }
    }

    @Test
    void channelsGoInTheOrderOfTheWeights() {
        Normalization bgr =
                new Normalization(Normalization.Order.BGR, List.of(1.0, 2.0, 3.0), List.of(1.0, 10.0, 100.0));
        try (PointerScope scope = new PointerScope()) {
            ImageBatch batch =
                    ImageBatch.of(List.of(new RgbImage(1, 1, new byte[] {10, 20, 30})), bgr, Precision.BFLOAT16, cpu());
            assertThat(batch.images().scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            float[] values = Tensors.toFloats(batch.images());
            assertThat(values[0]).isEqualTo(29); // blue 30 - 1
            assertThat(values[16 * 16]).isEqualTo(180); // green (20 - 2) * 10
            assertThat(values[2 * 16 * 16]).isEqualTo(700, within(4f)); // red (10 - 3) * 100, in bfloat16
        }
    }

    private static Device cpu() {
        return new Device("cpu");
    }

    private static RgbImage grey(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new RgbImage(width, height, rgb);
    }
}
