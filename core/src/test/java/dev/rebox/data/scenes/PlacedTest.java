package dev.rebox.data.scenes;

import static dev.rebox.data.scenes.TestThings.LEFT;
import static dev.rebox.data.scenes.TestThings.block;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacedTest {
    @Test
    void itsSizeIsThatOfItsSolidPixelsWhereverItStands() {
        assertThat(block(Thing.DOG, 100, 200, 20, 30).size()).isEqualTo(600);
        assertThat(block(Thing.DOG, -500, 200, 20, 30).size()).isEqualTo(600);
    }

    @Test
    void halfTransparentPixelsAreNotPartOfIt() {
        Sprite glass = (g, light, random) -> {
            g.setPaint(Light.glass(Color.RED, 100));
            g.fillRect(0, -10, 10, 10);
        };
        assertThat(Placed.of(null, null, glass, 50, 50, 1, LEFT, new SplittableRandom(1))
                        .size())
                .isZero();
    }

    @Test
    void theScaleGoesForBothSides() {
        Sprite square = (g, light, random) -> TestThings.fill(g, -10, -20, 20, 20);
        assertThat(Placed.of(null, null, square, 50, 50, 1.5, LEFT, new SplittableRandom(1))
                        .size())
                .isEqualTo(900);
    }

    @Test
    void aThingDrawnMirroredSeesTheLightFromTheOtherSide() {
        List<Integer> sides = new ArrayList<>();
        List<Boolean> mirrored = new ArrayList<>();
        Sprite watcher = (g, light, random) -> {
            sides.add(light.side());
            mirrored.add(g.getTransform().getScaleX() < 0);
        };
        for (int seed = 0; seed < 20; seed++) {
            Placed.of(null, null, watcher, 0, 0, 1, LEFT, new SplittableRandom(seed));
        }
        assertThat(mirrored).contains(true, false);
        assertThat(sides).isEqualTo(mirrored.stream().map(m -> m ? 1 : -1).toList());
    }

    @Test
    void onlyCellsOfTheImageAreMarked() {
        int[] cells = new int[Scene.WIDTH * Scene.HEIGHT];
        block(Thing.DOG, 318, 5, 10, 10).mark(cells, 7);
        // columns 313 to 319 and rows 0 to 4
        int[] marked =
                IntStream.range(0, cells.length).filter(i -> cells[i] == 7).toArray();
        assertThat(marked).hasSize(7 * 5);
        assertThat(marked[0]).isEqualTo(313);
        assertThat(marked[marked.length - 1]).isEqualTo(4 * Scene.WIDTH + 319);
    }

    @Test
    void itIsDrawnWhereItIsMarked() {
        BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Placed block = block(Thing.DOG, 100, 200, 20, 30);
        Graphics2D g = image.createGraphics();
        block.draw(g);
        int[] cells = new int[Scene.WIDTH * Scene.HEIGHT];
        block.mark(cells, 1);
        int[] drawn = Arrays.stream(Placed.pixels(image))
                .map(argb -> argb == 0 ? 0 : 1)
                .toArray();
        assertThat(drawn).isEqualTo(cells);
    }

    @Test
    void itsShadowFallsAwayFromTheLightAndIsBlack() {
        BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Light right = LEFT.mirrored();
        block(Thing.DOG, 100, 200, 20, 40).drawShadow(image.createGraphics(), right);
        // 40 pixels high, laid flat: 12 rows above the foot, its top 30 columns to the left
        int[] columns = IntStream.range(0, Scene.WIDTH * Scene.HEIGHT)
                .filter(i -> Placed.pixels(image)[i] != 0)
                .map(i -> i % Scene.WIDTH)
                .toArray();
        assertThat(Arrays.stream(columns).min().orElseThrow()).isBetween(59, 61);
        assertThat(Arrays.stream(columns).max().orElseThrow()).isBetween(108, 110);
        // strength 1: 60 + 90 of 255 dark
        assertThat(image.getRGB(100, 199)).isEqualTo(150 << 24);
    }

    @Test
    void clutterHasNoLabel() {
        assertThat(block(Thing.DOG, 0, 0, 5, 5).isLabelled()).isTrue();
        assertThat(block(null, 0, 0, 5, 5).isLabelled()).isFalse();
    }
}
