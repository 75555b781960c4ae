package dev.rebox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.box.tile.Tiling;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A detector that finds white squares of at most 40 pixels, as far as it sees them. */
class TiledDetectorTest {
    private final List<Integer> widths = new ArrayList<>();

    private final ObjectDetector squares = new ObjectDetector() {
        @Override
        public LabelMap labels() {
            return LabelMap.of(List.of("square"));
        }

        @Override
        public Map<String, Double> thresholds() {
            return Map.of("square", .5);
        }

        @Override
        public List<Detection> detect(RgbImage image) {
            widths.add(image.width());
            int left = Integer.MAX_VALUE;
            int right = -1;
            for (int x = 0; x < image.width(); x++) {
                if (image.value(x, 50, 0) == 255) {
                    left = Math.min(left, x);
                    right = x;
                }
            }
            return right < 0 || right - left > 40
                    ? List.of()
                    : List.of(new Detection(new Box(left, 40, right + 1, 60), 1, .9));
        }

        @Override
        public void close() {}
    };

    /** Tiles from 0, 100, 200 and 300 to 200, 300, 400 and 500: a square from 180 to 210 is cut by the first. */
    @Test
    void aSquareAtASeamIsFoundOnce() {
        List<Detection> found = new TiledDetector(squares, new Tiling(200, .5)).detect(white(180, 210));
        assertThat(found).containsExactly(new Detection(new Box(180, 40, 210, 60), 1, .9));
        assertThat(widths).as("four tiles and the whole image").containsExactly(200, 200, 200, 200, 500);
    }

    @Test
    void aSmallImageIsSeenOnce() {
        assertThat(new TiledDetector(squares, new Tiling(500, .2)).detect(white(10, 30)))
                .hasSize(1);
        assertThat(widths).containsExactly(500);
    }

    private static RgbImage white(int from, int to) {
        byte[] rgb = new byte[500 * 100 * 3];
        for (int y = 40; y < 60; y++) {
            for (int i = 3 * from; i < 3 * to; i++) {
                rgb[3 * 500 * y + i] = (byte) 255;
            }
        }
        return new RgbImage(500, 100, rgb);
    }
}
