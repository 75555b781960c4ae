package dev.rebox.box;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Anchors.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    @Test
    void aRatioIsHeightOverWidthAndLeavesTheArea() {
        assertThat(new Anchors(10, List.of(1.0), List.of(4.0)).shapes()).containsExactly(new Shape(5, 20));
    }

    @Test
    void shapesComeRatioByRatioWithinScaleByScale() {
        assertThat(new Anchors(16, List.of(.5, 1.0), List.of(.25, 1.0)).shapes())
                .containsExactly(new Shape(16, 4), new Shape(8, 8), new Shape(32, 8), new Shape(16, 16));
    }

    @Test
    void aPixelIsNearestToACentre() {
        assertThat(List.of(0.0, 15.9, 16.0, 31.9).stream().map(Anchors.PAPER::nearest))
                .containsExactly(0, 0, 1, 1);
        Anchors corner = new Anchors(16, List.of(1.0), List.of(1.0), 0);
        assertThat(List.of(0.0, 7.9, 8.0, 16.0).stream().map(corner::nearest)).containsExactly(0, 0, 1, 1);
        assertThat(corner.centre(2)).isEqualTo(32);
    }

    @Test
    void theLastCellMayReachBeyondTheImage() {
        assertThat(Anchors.cells(16)).isEqualTo(1);
        assertThat(Anchors.cells(17)).isEqualTo(2);
        assertThat(Anchors.PAPER.centre(0)).isEqualTo(8);
        assertThat(Anchors.PAPER.centre(1)).isEqualTo(24);
    }
}
