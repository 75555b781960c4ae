package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final double HORIZON = 70;

    private static List<List<Placed>> layouts;

    @BeforeAll
    static void layOut() {
        layouts = IntStream.range(0, 25)
                .mapToObj(seed -> Layout.of(
                        HORIZON,
                        TestThings.LEFT,
                        World.ONLY_NEIGHBOURS,
                        new SplittableRandom(seed),
                        new SplittableRandom(1)))
                .toList();
    }

    private static Stream<Placed> labelled() {
        return layouts.stream().flatMap(List::stream).filter(Placed::isLabelled);
    }

    @Test
    void thingsGoFromTheFarthestToTheNearest() {
        assertThat(layouts)
                .allSatisfy(things -> assertThat(things).isSortedAccordingTo(Comparator.comparingInt(Placed::y)));
    }

    @Test
    void labelledThingsStandOnTheGroundInsideTheImage() {
        // the ground begins 44 pixels below the horizon and ends 8 before the frame
        assertThat(labelled())
                .allSatisfy(thing -> assertThat(thing.y()).isBetween((int) HORIZON + 44, Scene.HEIGHT - 8));
    }

    @Test
    void ofEachLabelledThingTwoFifthsAreSeen() {
        for (List<Placed> things : layouts) {
            List<Visible> visible = Visible.of(things);
            for (int i = 0; i < things.size(); i++) {
                if (things.get(i).isLabelled()) {
                    assertThat(visible.get(i).share()).isGreaterThanOrEqualTo(.4);
                    assertThat(visible.get(i).shorterSide()).isGreaterThanOrEqualTo(22);
                }
            }
        }
    }

    @Test
    void everySceneHasAnObjectAndMostHaveClutter() {
        assertThat(layouts).allMatch(things -> things.stream().anyMatch(Placed::isLabelled));
        assertThat(layouts.stream().filter(things -> things.stream().anyMatch(thing -> !thing.isLabelled())))
                .hasSizeGreaterThan(20);
    }

    @Test
    void aThingWithADoubleNeverStandsWithoutItsCompany() {
        for (List<Placed> things : layouts) {
            List<Thing> kinds = things.stream()
                    .filter(Placed::isLabelled)
                    .map(Placed::thing)
                    .toList();
            for (Thing kind : kinds) {
                kind.company().ifPresent(company -> assertThat(kinds).contains(company));
            }
        }
    }

    @Test
    void theSameChanceGivesTheSameLayout() {
        List<Placed> again = Layout.of(
                HORIZON, TestThings.LEFT, World.ONLY_NEIGHBOURS, new SplittableRandom(3), new SplittableRandom(1));
        assertThat(again)
                .extracting(Placed::thing, Placed::x, Placed::y, Placed::size)
                .isEqualTo(layouts.get(3).stream()
                        .map(p -> tuple(p.thing(), p.x(), p.y(), p.size()))
                        .toList());
    }
}
