package dev.rebox.box.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import org.junit.jupiter.api.Test;

class TilingTest {
    /** Steps of 80 would reach from 0 to 160 and over the end: three tiles, of which the last ends with the image. */
    @Test
    void tilesAreSpreadEvenlyAndOverlap() {
        assertThat(new Tiling(100, .2).of(250, 60))
                .containsExactly(new Box(0, 0, 100, 60), new Box(75, 0, 175, 60), new Box(150, 0, 250, 60));
        assertThat(new Tiling(100, 0).of(200, 200))
                .containsExactly(
                        new Box(0, 0, 100, 100),
                        new Box(100, 0, 200, 100),
                        new Box(0, 100, 100, 200),
                        new Box(100, 100, 200, 200));
    }

    @Test
    void aSmallImageIsOneTile() {
        assertThat(new Tiling(100, .5).of(100, 80)).containsExactly(new Box(0, 0, 100, 80));
    }

    @Test
    void neighboursShareAtLeastTheOverlap() {
        for (int length = 101; length < 900; length += 37) {
            double before = 0;
            for (Box tile : new Tiling(100, .25).of(length, 50)) {
                assertThat(tile.x1()).isLessThanOrEqualTo(before == 0 ? 0 : before - 25);
                before = tile.x2();
            }
            assertThat(before).isEqualTo(length);
        }
    }

    @Test
    void whatMakesNoTilesIsRefused() {
        assertThatThrownBy(() -> new Tiling(31, .2)).hasMessageContaining("smaller than 32");
        assertThatThrownBy(() -> new Tiling(600, 1)).hasMessageContaining("overlap of 1.0");
        assertThatThrownBy(() -> new Tiling(600, -.1)).hasMessageContaining("overlap of -0.1");
    }
}
