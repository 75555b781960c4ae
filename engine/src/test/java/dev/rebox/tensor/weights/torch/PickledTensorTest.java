package dev.rebox.tensor.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.torch.PickledTensor.Storage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PickledTensorTest {
    private static final Storage TWELVE = new Storage(DataType.F32, "0", 12);

    private static PickledTensor window(long offset, List<Long> shape, List<Long> strides) {
        return new PickledTensor(TWELVE, offset, shape, strides);
    }

    @Test
    void theExtentReachesFromTheFirstToTheLastNumber() {
        assertThat(window(0, List.of(3L, 4L), List.of(4L, 1L)).extent()).isEqualTo(12);
        // turned: the same numbers
        assertThat(window(0, List.of(4L, 3L), List.of(1L, 4L)).extent()).isEqualTo(12);
        // every second of a row of four, in two rows: 4 + 2, and one
        assertThat(window(5, List.of(2L, 2L), List.of(4L, 2L)).extent()).isEqualTo(7);
        assertThat(window(11, List.of(), List.of()).extent()).isEqualTo(1);
    }

    @Test
    void oneNumberRepeatedNeedsOneNumber() {
        assertThat(window(0, List.of(5L), List.of(0L)).extent()).isEqualTo(1);
    }

    @Test
    void anEmptyTensorNeedsNothingEvenAtTheEnd() {
        assertThat(window(12, List.of(0L, 4L), List.of(4L, 1L)).extent()).isZero();
        refused(window(13, List.of(0L), List.of(1L)));
    }

    @Test
    void aWindowMayNotReachBeyondItsStorage() {
        assertThat(window(2, List.of(10L), List.of(1L)).extent()).isEqualTo(10);
        refused(window(3, List.of(10L), List.of(1L)));
        refused(window(0, List.of(2L, 2L), List.of(11L, 1L)));
    }

    @Test
    void whatIsNoWindowIsRefused() {
        refused(window(-1, List.of(2L), List.of(1L)));
        refused(window(0, List.of(2L), List.of(-1L)));
        refused(window(0, List.of(-2L), List.of(1L)));
        refused(window(0, List.of(2L, 2L), List.of(1L)));
        // more numbers than the storage has, though all from one place
        refused(window(0, List.of(13L), List.of(0L)));
        refused(window(0, List.of(Long.MAX_VALUE, 2L), List.of(1L, 1L)));
        refused(window(0, List.of(2L, 2L), List.of(Long.MAX_VALUE, 1L)));
    }

    private static void refused(PickledTensor tensor) {
        assertThatThrownBy(tensor::extent).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theBytesOfAStorageFollowItsType() {
        assertThat(TWELVE.bytes()).isEqualTo(48);
        assertThat(new Storage(DataType.BOOL, "0", 12).bytes()).isEqualTo(12);
        assertThat(new Storage(DataType.F64, "0", Long.MAX_VALUE / 8 + 1).bytes())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new Storage(DataType.F64, "0", -1).bytes()).isEqualTo(Long.MAX_VALUE);
    }
}
