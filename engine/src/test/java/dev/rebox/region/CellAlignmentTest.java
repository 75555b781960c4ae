package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.tensor.CropAndResize;
import org.junit.jupiter.api.Test;

class CellAlignmentTest {
    // 128 x 96 pixels are 8 x 6 cells.
    private static final PaddedSize FRAME = new PaddedSize(128, 96, new int[] {128}, new int[] {96});
    private static final Regions REGIONS = new Regions(new int[] {0}, new float[] {16, 48, 128, 96});

    @Test
    void byCornersTheFrameIsTheMap() {
        assertThat(CellAlignment.CORNERS.of(REGIONS, FRAME))
                .containsExactly(new CropAndResize.Region(0, 16 / 128f, 48 / 96f, 1, 1));
    }

    @Test
    void byCellsPixelSixteenIsTheSecondCellIfTheFirstIsAtZero() {
        // columns 1 .. 8 of 0 .. 7, rows 3 .. 6 of 0 .. 5
        assertThat(CellAlignment.centred(0).of(REGIONS, FRAME))
                .containsExactly(new CropAndResize.Region(0, 1 / 7f, 3 / 5f, 8 / 7f, 6 / 5f));
    }

    @Test
    void aFirstCellAtFifteenMovesAllByFifteenSixteenthsOfACell() {
        assertThat(CellAlignment.centred(15).of(REGIONS, FRAME).get(0).x1()).isEqualTo((1 / 16f) / 7f);
    }
}
