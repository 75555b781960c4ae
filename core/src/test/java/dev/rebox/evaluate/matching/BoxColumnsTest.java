package dev.rebox.evaluate.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoxColumnsTest {
    private static BoxColumns<Box> columns(Box... boxes) {
        return BoxColumns.of(List.of(boxes), Function.identity());
    }

    private static double iou(Box one, Box other) {
        return columns(one).iou(0, columns(other), 0);
    }

    @Test
    void overlapIsWhatBothCoverOverWhatEitherCovers() {
        // 10 x 10 and 8 x 6, of which 4 x 3 = 12 are common: 12 / (100 + 48 - 12)
        Box one = Box.ofSize(0, 0, 10, 10);
        Box other = Box.ofSize(6, 7, 8, 6);
        assertThat(columns(one).intersection(0, columns(other), 0)).isEqualTo(12);
        assertThat(iou(one, other)).isEqualTo(12 / 136.);
        assertThat(iou(other, one)).isEqualTo(12 / 136.);
    }

    @Test
    void boxesThatTouchDoNotOverlap() {
        Box box = Box.ofSize(10, 10, 5, 5);
        assertThat(iou(box, Box.ofSize(15, 10, 5, 5))).isZero();
        assertThat(iou(box, Box.ofSize(10, 15, 5, 5))).isZero();
        assertThat(iou(box, Box.ofSize(5, 10, 5, 5))).isZero();
        assertThat(iou(box, Box.ofSize(10, 5, 5, 5))).isZero();
    }

    @Test
    void aBoxWithoutAreaOverlapsNothingNotEvenItself() {
        Box line = Box.ofSize(3, 3, 0, 10);
        assertThat(iou(line, line)).isZero();
        assertThat(iou(line, Box.ofSize(0, 0, 10, 20))).isZero();
        assertThat(columns(line).shareOn(0, columns(line), 0)).isZero();
    }

    @Test
    void aBoxThatEndsBeforeItStartsHasNoArea() {
        assertThat(columns(new Box(10, 0, 4, 5)).area(0)).isZero();
        assertThat(columns(new Box(10, 9, 4, 5)).area(0)).isZero();
        assertThat(iou(new Box(10, 0, 4, 5), new Box(0, 0, 20, 20))).isZero();
    }

    @Test
    void aPlaceThatIsNoNumberMeetsNothing() {
        assertThat(iou(new Box(Double.NaN, 0, 4, 5), new Box(0, 0, 20, 20))).isZero();
        assertThat(iou(new Box(0, 0, 4, Double.NaN), new Box(0, 0, 20, 20))).isZero();
    }

    @Test
    void theShareOnACrowdIsThatOfTheDetectionAlone() {
        BoxColumns<Box> detection = columns(Box.ofSize(0, 0, 10, 10));
        BoxColumns<Box> crowd = columns(Box.ofSize(6, 0, 1000, 1000));
        assertThat(detection.shareOn(0, crowd, 0)).isEqualTo(.4);
        assertThat(crowd.shareOn(0, detection, 0)).isEqualTo(40 / 1e6, within(1e-18));
    }

    @Test
    void rowsKeepTheirNumbersAsTheColumnsGrow() {
        List<Box> boxes = IntStream.range(0, 40)
                .mapToObj(i -> Box.ofSize(100 * i, 50 * i, i + 1, 2))
                .toList();
        BoxColumns<Box> columns = BoxColumns.of(boxes, Function.identity());
        assertThat(columns.size()).isEqualTo(40);
        for (int i = 0; i < 40; i++) {
            assertThat(columns.source(i)).isSameAs(boxes.get(i));
            assertThat(columns.area(i)).isEqualTo(2 * (i + 1));
            assertThat(columns.iou(i, columns, i)).isEqualTo(1);
        }
        assertThat(columns.iou(7, columns, 8)).isZero();
    }

    @Test
    void onlyRoundingIsTakenOffAWidth() {
        // 0.3 - 0.1 is 0.19999999999999998
        assertThat(BoxColumns.extent(.1, .3)).isEqualTo(.2);
        // five decimals were meant: the fourth is not to swallow the fifth
        assertThat(BoxColumns.extent(0, .12345)).isEqualTo(.12345);
        assertThat(BoxColumns.extent(-5, -2.5)).isEqualTo(2.5);
        assertThat(BoxColumns.extent(4, 1)).isEqualTo(-3);
    }
}
