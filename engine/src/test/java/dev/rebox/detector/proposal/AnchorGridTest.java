package dev.rebox.detector.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import dev.rebox.box.Anchors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorGridTest {
    @Test
    void anchorsLieInTheMiddleOfTheirCellsRowByRow() {
        AnchorGrid grid = new AnchorGrid(new Anchors(32, List.of(1.0), List.of(1.0)));
        // 2 rows of 2 cells of 16: centres (8, 8), (24, 8), (8, 24), (24, 24)
        assertThat(grid.over(2, 2)).containsExactly(-8, -8, 24, 24, 8, -8, 40, 24, -8, 8, 24, 40, 8, 8, 40, 40);
    }

    @Test
    void theFirstCellMayBeCentredElsewhere() {
        AnchorGrid corner = new AnchorGrid(new Anchors(32, List.of(1.0), List.of(1.0), 0));
        assertThat(corner.over(1, 2)).containsExactly(-16, -16, 16, 16, 0, -16, 32, 16);
        AnchorGrid cells = new AnchorGrid(new Anchors(32, List.of(1.0), List.of(1.0), 15));
        assertThat(cells.over(2, 1)).containsExactly(-1, -1, 31, 31, -1, 15, 31, 47);
    }

    @Test
    void ratioIsHeightOverWidthAtEqualArea() {
        AnchorGrid grid = new AnchorGrid(new Anchors(32, List.of(.5, 1.0), List.of(.25, 4.0)));
        assertThat(grid.perCell()).isEqualTo(4);
        // 32 x 8, 8 x 32, then 64 x 16, 16 x 64, around (8, 8)
        assertThat(grid.over(1, 1)).containsExactly(-8, 4, 24, 12, 4, -8, 12, 24, -24, 0, 40, 16, 0, -24, 16, 40);
    }

    @Test
    void theStandardGridHasTwelveAnchorsACell() {
        AnchorGrid grid = new AnchorGrid(new Anchors(256, List.of(.25, .5, 1.0, 2.0), List.of(.5, 1.0, 2.0)));
        float[] anchors = grid.over(38, 50);
        assertThat(anchors).hasSize(4 * 12 * 38 * 50);
        // The last anchor is the largest and highest: 512 / sqrt(2) wide, 512 sqrt(2) high, around (792, 600).
        assertThat(Arrays.copyOfRange(anchors, anchors.length - 4, anchors.length))
                .containsExactly(
                        new float[] {792 - 181.02f, 600 - 362.04f, 792 + 181.02f, 600 + 362.04f}, within(.01f));
    }

    @Test
    void anchorsAreTorchvisionsMovedToTheMiddleOfTheCell() {
        TorchGolden golden = TorchGolden.of("anchors");
        AnchorGrid grid = new AnchorGrid(new Anchors(64, List.of(.5, 1.0), List.of(.25, 1.0, 4.0)));
        assertThat(grid.over(2, 3)).containsExactly(golden.floats("boxes"), within(1e-4f));
    }
}
