package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
    static {
        Engine.load();
    }

    /** Zeros on each side and how many more after the last row, for a map of so many rows and one column. */
    @ParameterizedTest
    @CsvSource({
        "VALID, 10, 3, 1, 1, 0, 0",
        "SYMMETRIC, 10, 3, 2, 1, 1, 0",
        "SYMMETRIC, 10, 7, 2, 1, 3, 0",
        "SYMMETRIC, 10, 3, 1, 2, 2, 0", // spread over 5
        "SYMMETRIC, 10, 1, 2, 1, 0, 0",
        "TF_SAME, 10, 3, 1, 1, 1, 0",
        "TF_SAME, 10, 3, 2, 1, 0, 1", // five steps of 2 reach from 0 to 8 + 2: one is missing
        "TF_SAME, 11, 3, 2, 1, 1, 0", // six steps reach to 12: two are missing
        "TF_SAME, 10, 7, 2, 1, 2, 1", // 8 + 6 reach to 14: five are missing
        "TF_SAME, 10, 1, 2, 1, 0, 0", // nothing is missing, and no less than nothing
        "TF_SAME, 10, 3, 1, 2, 2, 0",
    })
    void zerosAreAddedAsTheKernelAsks(
            Padding padding, int rows, int kernel, int stride, int dilation, long each, long after) {
        try (PointerScope scope = new PointerScope()) {
            Padding.Border border = padding.around(torch.ones(1, 1, rows, 1), kernel, 1, stride, dilation);
            assertThat(border).isEqualTo(new Padding.Border(each, 0, after, 0));
            Padding.Border turned = padding.around(torch.ones(1, 1, 1, rows), 1, kernel, stride, dilation);
            assertThat(turned).isEqualTo(new Padding.Border(0, each, 0, after));
        }
    }

    @Test
    void whatIsMissingOnOneSideIsAddedBelowAndAtTheRight() {
        try (PointerScope scope = new PointerScope()) {
            Tensor map = torch.ones(1, 1, 1, 2);
            Tensor extended = new Padding.Border(0, 0, 1, 1).extend(map);
            assertThat(extended.shape()).containsExactly(1, 1, 2, 3);
            assertThat(Tensors.toFloats(extended)).containsExactly(1, 1, 0, 0, 0, 0);
            assertThat(new Padding.Border(3, 3, 0, 0).extend(map)).isSameAs(map);
        }
    }
}
