package dev.rebox.data.scenes;

import static dev.rebox.data.scenes.TestThings.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void aThingAloneIsSeenWhollyAndItsBoxIsTight() {
        Visible seen = Visible.of(List.of(block(Thing.DOG, 100, 200, 20, 30))).get(0);
        assertThat(seen.box()).isEqualTo(new Box(90, 170, 110, 200));
        assertThat(seen.share()).isEqualTo(1);
        assertThat(seen.shorterSide()).isEqualTo(20);
    }

    @Test
    void whatStandsInFrontHidesAndTakesItsPartOfTheBox() {
        // the right 12 of 20 columns are behind the nearer block
        List<Visible> both =
                Visible.of(List.of(block(Thing.DOG, 100, 200, 20, 30), block(Thing.VAN, 118, 205, 40, 60)));
        assertThat(both.get(0).box()).isEqualTo(new Box(90, 170, 98, 200));
        assertThat(both.get(0).share()).isEqualTo(8 / 20.);
        assertThat(both.get(1).share()).isEqualTo(1);
    }

    @Test
    void whatLiesBehindIsNotHiddenByTheFartherOne() {
        List<Visible> both =
                Visible.of(List.of(block(Thing.VAN, 118, 205, 40, 60), block(Thing.DOG, 100, 200, 20, 30)));
        assertThat(both.get(1).share()).isEqualTo(1);
        assertThat(both.get(0).box()).isEqualTo(new Box(98, 145, 138, 205));
        // 40 x 60 less the 12 x 30 in front
        assertThat(both.get(0).share()).isEqualTo((2400 - 360) / 2400.);
    }

    @Test
    void whatIsHiddenWhollyHasAnEmptyBox() {
        Visible hidden = Visible.of(List.of(block(Thing.DOG, 100, 200, 10, 10), block(Thing.VAN, 100, 205, 40, 60)))
                .get(0);
        assertThat(hidden.share()).isZero();
        assertThat(hidden.box().isEmpty()).isTrue();
    }

    @Test
    void theFrameOfTheImageCutsThingsOff() {
        Visible left = Visible.of(List.of(block(Thing.DOG, 0, 200, 20, 30))).get(0);
        assertThat(left.box()).isEqualTo(new Box(0, 170, 10, 200));
        assertThat(left.share()).isEqualTo(.5);
        Visible right = Visible.of(List.of(block(Thing.DOG, 315, 250, 20, 30))).get(0);
        assertThat(right.box()).isEqualTo(new Box(305, 220, 320, 240));
        // 15 of 20 columns, 20 of 30 rows
        assertThat(right.share()).isEqualTo(300 / 600.);
        assertThat(right.shorterSide()).isEqualTo(15);
    }

    @Test
    void nothingIsSeenOfNothing() {
        assertThat(Visible.of(List.of())).isEmpty();
    }
}
