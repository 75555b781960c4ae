package dev.rebox.box;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void overlapIsSharedAreaOverUnion() {
        Box a = new Box(0, 0, 10, 10);
        Box b = new Box(5, 0, 15, 10);
        assertThat(a.intersection(b)).isEqualTo(50);
        assertThat(a.iou(b)).isEqualTo(50.0 / 150);
        assertThat(a.iou(a)).isEqualTo(1);
        assertThat(a.iou(new Box(10, 0, 20, 10))).as("touching").isZero();
    }

    @Test
    void aBoxWithoutAreaOverlapsNothing() {
        Box line = new Box(3, 3, 3, 9);
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.iou(line)).isZero();
        assertThat(new Box(5, 5, 2, 9).area()).isZero();
        assertThat(new Box(Double.NaN, 0, 1, 1).isEmpty()).isTrue();
    }

    @Test
    void clipFlipAndScaleMoveTheCorners() {
        Box box = new Box(-5, 2, 30, 8);
        assertThat(box.clip(20, 6)).isEqualTo(new Box(0, 2, 20, 6));
        assertThat(new Box(2, 1, 5, 3).flip(20)).isEqualTo(new Box(15, 1, 18, 3));
        assertThat(new Box(2, 1, 5, 3).scale(2, 10)).isEqualTo(new Box(4, 10, 10, 30));
        assertThat(new Box(40, 0, 50, 5).clip(20, 6).isEmpty()).as("outside").isTrue();
    }
}
