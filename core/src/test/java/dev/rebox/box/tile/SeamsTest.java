package dev.rebox.box.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An image of 180 x 100, cut into 0..100 and 80..180. */
class SeamsTest {
    private static final Box LEFT = new Box(0, 0, 100, 100);
    private static final Box RIGHT = new Box(80, 0, 180, 100);

    private final Seams seams = new Seams(180, 100, .4, .01);

    @Test
    void anObjectThatBothTilesSeeWholeIsFoundOnce() {
        seams.add(LEFT, List.of(found(82, 40, 95, 60, 1, .7)));
        seams.add(RIGHT, List.of(found(2, 40, 15, 60, 1, .8)));
        assertThat(seams.joined()).containsExactly(found(82, 40, 95, 60, 1, .8));
    }

    @Test
    void aWholeBoxWinsOverACutOne() {
        seams.add(LEFT, List.of(found(70, 40, 100, 60, 1, .9))); // its right third lies beyond
        seams.add(RIGHT, List.of(found(0, 40, 40, 60, 1, .6)));
        seams.add(new Box(0, 0, 180, 100), List.of(found(70, 40, 120, 60, 1, .5)));
        assertThat(seams.joined()).containsExactly(found(70, 40, 120, 60, 1, .9));
    }

    /** The whole image, made small, sees at .02 what a tile that cuts it sees at .95: the box of the one, the score of the other. */
    @Test
    void aFaintWholeBoxTakesTheScoreOfASureOne() {
        seams.add(LEFT, List.of(found(60, 40, 100, 60, 1, .95)));
        seams.add(new Box(0, 0, 180, 100), List.of(found(60, 40, 110, 60, 1, .02)));
        assertThat(seams.joined()).containsExactly(found(60, 40, 110, 60, 1, .95));
    }

    @Test
    void scoresBelowTheFloorAreLeftOut() {
        seams.add(LEFT, List.of(found(10, 40, 30, 60, 1, .01), found(40, 40, 60, 60, 1, .0099)));
        assertThat(seams.joined()).containsExactly(found(10, 40, 30, 60, 1, .01));
    }

    @Test
    void ofTwoCutBoxesTheBoxAroundBothStays() {
        seams.add(LEFT, List.of(found(60, 40, 100, 60, 1, .6)));
        seams.add(RIGHT, List.of(found(0, 40, 50, 60, 1, .9)));
        assertThat(seams.joined()).containsExactly(found(60, 40, 130, 60, 1, .9));
    }

    @Test
    void otherClassesAndOtherPlacesAreOtherObjects() {
        seams.add(LEFT, List.of(found(82, 40, 95, 60, 1, .7), found(82, 10, 95, 30, 1, .6)));
        seams.add(RIGHT, List.of(found(2, 40, 15, 60, 2, .8)));
        assertThat(seams.joined()).hasSize(3);
    }

    /** A head before a crowd: within a tile nothing is joined, and a small box in a large one is another object. */
    @Test
    void aSmallObjectBeforeALargeOneStays() {
        seams.add(LEFT, List.of(found(10, 10, 90, 90, 1, .7), found(84, 40, 94, 50, 1, .6)));
        seams.add(RIGHT, List.of(found(4, 40, 14, 50, 1, .5)));
        assertThat(seams.joined()).containsExactly(found(10, 10, 90, 90, 1, .7), found(84, 40, 94, 50, 1, .6));
    }

    /**
     * Objects laid over the seams on purpose, each seen by every tile as far as it lies in it, with errors of a pixel: none is found
     * twice and none is lost.
     */
    @Test
    void noDoublesWhereObjectsLieOnSeams() {
        SplittableRandom random = new SplittableRandom(3);
        List<Box> tiles = new Tiling(200, .2).of(1000, 600);
        List<Box> objects = new ArrayList<>();
        for (int x = 20; x + 60 < 1000; x += 65) {
            for (int y = 15; y + 50 < 600; y += 55) {
                double side = 12 + random.nextDouble() * 36;
                objects.add(new Box(x, y, x + side, y + side * .9));
            }
        }
        Seams all = new Seams(1000, 600, .4, .01);
        for (Box tile : tiles) {
            List<Detection> seen = new ArrayList<>();
            for (Box object : objects) {
                Box part = new Box(
                        Math.max(object.x1(), tile.x1()),
                        Math.max(object.y1(), tile.y1()),
                        Math.min(object.x2(), tile.x2()),
                        Math.min(object.y2(), tile.y2()));
                if (part.area() > .3 * object.area()) { // a sliver is not recognised
                    seen.add(found(
                            part.x1() - tile.x1() + random.nextDouble(),
                            part.y1() - tile.y1() + random.nextDouble(),
                            part.x2() - tile.x1() - random.nextDouble(),
                            part.y2() - tile.y1() - random.nextDouble(),
                            1,
                            .5 + random.nextDouble() / 2));
                }
            }
            all.add(tile, seen);
        }
        List<Detection> joined = all.joined();
        assertThat(joined).hasSameSizeAs(objects);
        for (Box object : objects) {
            assertThat(joined.stream().filter(d -> d.box().iou(object) > .6))
                    .as(object.toString())
                    .hasSize(1);
        }
    }

    private static Detection found(double x1, double y1, double x2, double y2, int label, double score) {
        return new Detection(new Box(x1, y1, x2, y2), label, score);
    }
}
