package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThingTest {
    @Test
    void labelsCountFromOneInTheOrderOfTheNames() {
        assertThat(Thing.names()).containsExactly("tree", "dog", "sunflower", "van", "apple", "ball", "hive", "crate");
        assertThat(Thing.TREE.label()).isEqualTo(1);
        assertThat(Thing.CRATE.label()).isEqualTo(8);
        assertThat(Scenes.labels().name(Thing.HIVE.label())).isEqualTo("hive");
    }

    @Test
    void everyThingOfItsOwnLookHasACompanionThatPointsBack() {
        assertThat(Thing.withLooksOfTheirOwn()).containsExactly(Thing.TREE, Thing.DOG, Thing.SUNFLOWER, Thing.VAN);
        assertThat(Thing.withLooksOfTheirOwn()).allSatisfy(thing -> {
            assertThat(thing.companion().company()).contains(thing);
            assertThat(thing.lookalike()).isEmpty();
        });
    }

    @Test
    void doublesHaveDifferentCompany() {
        assertThat(Thing.APPLE.lookalike().flatMap(Thing::company)).contains(Thing.DOG);
        assertThat(Thing.HIVE.lookalike().flatMap(Thing::company)).contains(Thing.VAN);
    }

    /** Width and height at scale 1 as each drawing says of itself, give or take a quarter. */
    @ParameterizedTest
    @CsvSource({"TREE, 85, 120", "DOG, 75, 58", "SUNFLOWER, 50, 95", "VAN, 120, 68", "APPLE, 34, 34", "HIVE, 50, 44"})
    void thingsAreAsLargeAsTheySay(Thing thing, int width, int height) {
        for (int seed = 0; seed < 5; seed++) {
            Placed placed = place(thing.sprite(1), seed);
            Visible seen = Visible.of(List.of(placed)).get(0);
            assertThat(seen.share()).isEqualTo(1);
            assertThat(seen.box().width()).isBetween(.75 * width, 1.25 * width);
            assertThat(seen.box().height()).isBetween(.75 * height, 1.25 * height);
        }
    }

    @ParameterizedTest
    @EnumSource(Clutter.class)
    void clutterIsSomethingToSeeAndSmall(Clutter clutter) {
        Visible seen = Visible.of(List.of(place(clutter, 1))).get(0);
        assertThat(seen.share()).isEqualTo(1);
        assertThat(seen.shorterSide()).isBetween(8., 60.);
    }

    @Test
    void doublesLookAlikeToTheLastPixel() {
        assertThat(Placed.pixels(place(Thing.BALL.sprite(1), 9).image()))
                .isEqualTo(Placed.pixels(place(Thing.APPLE.sprite(1), 9).image()));
    }

    @Test
    void aMarkTellsDoublesApartWithinTheirOutline() {
        for (Thing thing : List.of(Thing.APPLE, Thing.BALL, Thing.HIVE, Thing.CRATE)) {
            Placed plain = place(thing.sprite(1), 9);
            Placed marked = place(thing.sprite(0), 9);
            Placed faint = place(thing.sprite(.8), 9);
            assertThat(marked.size()).as(thing.name()).isEqualTo(plain.size());
            assertThat(changed(faint, plain)).as(thing.name()).isPositive().isLessThan(changed(marked, plain));
        }
    }

    /** The sum of all differences of the green channel. */
    private static int changed(Placed one, Placed other) {
        int[] a = Placed.pixels(one.image());
        int[] b = Placed.pixels(other.image());
        return IntStream.range(0, a.length)
                .map(i -> Math.abs((a[i] >> 8 & 255) - (b[i] >> 8 & 255)))
                .sum();
    }

    @Test
    void thingsStandOnTheirFoot() {
        Stream.of(Thing.values()).forEach(thing -> assertThat(Visible.of(List.of(place(thing.sprite(1), 4)))
                        .get(0)
                        .box()
                        .y2())
                .as(thing.name())
                .isBetween(227., 234.));
    }

    private static Placed place(Sprite sprite, long seed) {
        return Placed.of(Thing.DOG, null, sprite, 160, 230, 1, TestThings.LEFT, new SplittableRandom(seed));
    }
}
