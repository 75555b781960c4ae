package dev.rebox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void theRateFallsTenfoldAtTheseSteps() {
        Schedule schedule = new Schedule(.001, 150_000, 0, List.of(90_000.0, 120_000.0));
        assertRate(schedule, 0, .001);
        assertRate(schedule, 89_999, .001);
        assertRate(schedule, 90_000, .0001);
        assertRate(schedule, 119_999, .0001);
        assertRate(schedule, 120_000, .00001);
    }

    @Test
    void upToOneTheyAreSharesOfAllSteps() {
        Schedule schedule = new Schedule(1, 200, 0, List.of(.5, .75));
        assertRate(schedule, 99, 1);
        assertRate(schedule, 100, .1);
        assertRate(schedule, 150, .01);
    }

    @Test
    void theRateRisesOverTheWarmUp() {
        Schedule schedule = new Schedule(1, 100, 4, List.of());
        assertRate(schedule, 0, .25);
        assertRate(schedule, 2, .75);
        assertRate(schedule, 3, 1);
        assertRate(schedule, 4, 1);
    }

    private static void assertRate(Schedule schedule, long step, double rate) {
        assertThat(schedule.at(step)).isCloseTo(rate, within(1e-12));
    }
}
