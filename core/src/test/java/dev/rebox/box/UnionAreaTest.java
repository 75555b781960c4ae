package dev.rebox.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnionAreaTest {
    private static final Box A = new Box(0, 0, 10, 10);
    private static final Box B = new Box(5, 5, 15, 15);

    @Test
    void sharedAreaCountsOnce() {
        assertThat(UnionArea.of(List.of(A, B)).area()).isEqualTo(175);
        assertThat(UnionArea.of(List.of(A, A, A)).area()).isEqualTo(100);
        assertThat(UnionArea.of(List.of(A, new Box(2, 2, 3, 3))).area()).isEqualTo(100);
        assertThat(UnionArea.of(List.of(A, new Box(10, 0, 20, 10))).area()).isEqualTo(200);
    }

    @Test
    void threeBoxesThatAllOverlapAreCountedExactly() {
        // 100 + 100 + 100 - 50 - 50 - 25 + 25: pairs alone would give 175.
        assertThat(UnionArea.of(List.of(A, new Box(5, 0, 15, 10), new Box(0, 5, 10, 15)))
                        .area())
                .isEqualTo(200);
    }

    @Test
    void aWindowSeesItsPartOfTheUnion() {
        UnionArea union = UnionArea.of(List.of(A, B));
        assertThat(union.within(new Box(5, 5, 10, 10))).isEqualTo(25);
        assertThat(union.within(new Box(0, 10, 10, 20))).isEqualTo(25);
        assertThat(union.within(new Box(8, 2, 12, 6))).isEqualTo(4 * 2 + 2);
        assertThat(union.within(new Box(-5, -5, 3, 3))).isEqualTo(9);
        assertThat(union.within(new Box(-5, -5, 30, 30))).isEqualTo(175);
        assertThat(union.within(new Box(10, 0, 15, 5))).as("touching two sides").isZero();
        assertThat(union.within(new Box(100, 100, 110, 110))).isZero();
        assertThat(union.within(new Box(3, 3, 3, 9))).as("a line").isZero();
    }

    @Test
    void boxesWithoutAreaAddNothing() {
        assertThat(UnionArea.of(List.of()).area()).isZero();
        assertThat(UnionArea.of(List.of()).within(A)).isZero();
        assertThat(UnionArea.of(List.of(new Box(4, 4, 4, 9), new Box(7, 7, 2, 2)))
                        .area())
                .isZero();
        assertThat(UnionArea.of(List.of(A, new Box(40, 4, 40, 9))).area()).isEqualTo(100);
    }

    @Test
    void roundingLeavesNoTraceInCoveredAndFreeWindows() {
        UnionArea union = UnionArea.of(
                List.of(new Box(0.1, 0.2, 33.3, 77.7), new Box(11.7, 3.3, 90.9, 60.1), new Box(0.3, 70.1, 55.5, 99.9)));
        Box covered = new Box(12.3, 5.7, 32.9, 59.3);
        Box free = new Box(60.7, 61.3, 89.1, 98.7);
        assertThat(union.within(covered)).isEqualTo(covered.area());
        assertThat(union.within(free)).isZero();
    }

    @Test
    void agreesWithCountingPixels() {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            List<Box> boxes = new ArrayList<>();
            boolean[][] pixels = new boolean[60][60];
            for (int b = 0; b < 1 + random.nextInt(40); b++) {
                Box box = randomBox(random);
                boxes.add(box);
                for (int y = (int) box.y1(); y < box.y2(); y++) {
                    java.util.Arrays.fill(pixels[y], (int) box.x1(), (int) box.x2(), true);
                }
            }
            UnionArea union = UnionArea.of(boxes);
            for (int w = 0; w < 30; w++) {
                Box window = randomBox(random);
                int count = 0;
                for (int y = (int) window.y1(); y < window.y2(); y++) {
                    for (int x = (int) window.x1(); x < window.x2(); x++) {
                        count += pixels[y][x] ? 1 : 0;
                    }
                }
                assertThat(union.within(window)).isEqualTo(count, within(1e-9));
            }
        }
    }

    private static Box randomBox(Random random) {
        int x = random.nextInt(50);
        int y = random.nextInt(50);
        return new Box(x, y, x + 1 + random.nextInt(60 - x - 1), y + 1 + random.nextInt(60 - y - 1));
    }
}
