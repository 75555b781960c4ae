package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Pace.Evaluations NONE = new Pace.Evaluations(0, 0, 0);

    /** 1000 seconds, of which 30 are spare and 3 for files: 967 are to be spent. */
    private static Pace measured(int most, double stepSeconds) {
        Pace pace = new Pace(Duration.ofSeconds(1000), most);
        pace.step(50); // the first does not count
        for (int i = 0; i < 20; i++) {
            pace.step(stepSeconds);
        }
        return pace;
    }

    @Test
    void aSlowMachineDoesFewerSteps() {
        // 21 steps done after 60 s: 907 s are left, a step takes 2.
        assertThat(measured(5000, 2).steps(900, 21, 60, NONE, true)).isEqualTo(21 + 453);
    }

    @Test
    void aFastMachineDoesMoreUntilTheRateFalls() {
        Pace pace = measured(5000, .5);
        assertThat(pace.steps(900, 21, 60, NONE, true)).isEqualTo(21 + 1814);
        assertThat(pace.steps(900, 21, 60, NONE, false)).isEqualTo(900);
    }

    @Test
    void thereAreNoMoreThanAreOfUse() {
        assertThat(measured(1200, .5).steps(900, 21, 60, NONE, true)).isEqualTo(1200);
    }

    @Test
    void smallDifferencesAreLeftAlone() {
        assertThat(measured(5000, 2).steps(470, 21, 60, NONE, true)).isEqualTo(470);
    }

    @Test
    void evaluationsTakeTheirTime() {
        Pace pace = measured(5000, 2);
        pace.evaluated(50, 25); // half a second an image
        // Last: .5 * (50 + 100) = 75 s, so that 832 s are left; a step with its part of an evaluation: 2 + 25 / 50 =
        // 2.5 s.
        assertThat(pace.steps(900, 21, 60, new Pace.Evaluations(50, 50, 150), true))
                .isEqualTo(21 + 332);
    }

    /** Preparations may take half of a small budget: there is still time to learn. */
    @Test
    void aLongPreparationEndsNothing() {
        Pace pace = new Pace(Duration.ofSeconds(1000), 5000);
        pace.step(9);
        assertThat(pace.steps(900, 1, 600, NONE, true)).isEqualTo(900);
        assertThat(pace.steps(900, 1, 970, NONE, true)).isEqualTo(1);
    }

    @Test
    void whenTimeIsOverNoFurtherStepIsDone() {
        assertThat(measured(5000, 2).steps(900, 400, 966, NONE, false)).isEqualTo(400);
    }

    @Test
    void afterAFewStepsNothingIsConcludedUnlessTimeRunsOut() {
        Pace pace = new Pace(Duration.ofSeconds(1000), 5000);
        pace.step(9);
        pace.step(9);
        assertThat(pace.steps(900, 2, 30, NONE, true)).isEqualTo(900);
        assertThat(pace.steps(900, 2, 877, NONE, true)).isEqualTo(2 + 10);
    }
}
