package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSamplerTest {
    private static final LabelledBox BOX = new LabelledBox(new Box(40, 30, 90, 80), 1);

    @Test
    void windowsLieInTheImageAndMeetABox() {
        List<Box> windows = WindowSampler.sample(320, 240, List.of(BOX), 500, 1);
        assertThat(windows).hasSize(500).allSatisfy(window -> {
            assertThat(window.clip(320, 240)).isEqualTo(window);
            assertThat(Math.min(window.width(), window.height())).isGreaterThanOrEqualTo(32);
            assertThat(window.intersection(BOX.box())).isPositive();
        });
        assertThat(windows).doesNotHaveDuplicates();
    }

    @Test
    void equalSeedsGiveEqualWindows() {
        long seed = WindowSampler.seed(0, "2007_000027");
        assertThat(WindowSampler.sample(320, 240, List.of(BOX), 64, seed))
                .isEqualTo(WindowSampler.sample(320, 240, List.of(BOX), 64, seed));
        assertThat(seed)
                .isNotEqualTo(WindowSampler.seed(1, "2007_000027"))
                .isNotEqualTo(WindowSampler.seed(0, "2007_000032"));
    }

    @Test
    void seedsAreTheSameOnEveryMachine() {
        // 7 * 0x100000001b3 + 'a' + 1
        assertThat(WindowSampler.seed(7, "a")).isEqualTo(7 * 1099511628211L + 98);
    }

    @Test
    void withoutBoxesThereIsOneWindow() {
        assertThat(WindowSampler.sample(320, 240, List.of(), 64, 5)).hasSize(1);
        LabelledBox outside = new LabelledBox(new Box(400, 0, 500, 50), 1);
        assertThat(WindowSampler.sample(320, 240, List.of(outside), 64, 5)).hasSize(1);
    }

    @Test
    void onePixelInACornerIsMet() {
        LabelledBox pixel = new LabelledBox(new Box(3999, 2999, 4000, 3000), 1);
        assertThat(WindowSampler.sample(4000, 3000, List.of(pixel), 64, 5))
                .hasSize(64)
                .allSatisfy(window -> {
                    assertThat(window.intersection(pixel.box())).isEqualTo(1);
                    assertThat(window.clip(4000, 3000)).isEqualTo(window);
                });
    }

    @Test
    void aBoxThinnerThanAnyDrawIsMetToo() {
        LabelledBox hair = new LabelledBox(new Box(1000, 1000, 1000.001, 1000.001), 1);
        assertThat(WindowSampler.sample(30000, 30000, List.of(hair), 8, 5))
                .allSatisfy(
                        window -> assertThat(window.intersection(hair.box())).isPositive());
    }

    @Test
    void aSideUnderTheMinimumIsTakenWhole() {
        LabelledBox box = new LabelledBox(new Box(0, 0, 5, 5), 1);
        assertThat(WindowSampler.sample(20, 10, List.of(box), 3, 5)).containsOnly(new Box(0, 0, 20, 10));
        assertThat(WindowSampler.sample(320, 10, List.of(box), 50, 5)).allSatisfy(window -> {
            assertThat(window.y1()).isZero();
            assertThat(window.y2()).isEqualTo(10);
            assertThat(window.width()).isGreaterThanOrEqualTo(32);
        });
    }
}
