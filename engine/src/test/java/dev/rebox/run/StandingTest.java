package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingTest {
    @Test
    void theFirstScoreIsTheBest() {
        assertThat(Standing.NONE.scored(10, 0)).isEqualTo(new Standing(0, 10, 0, 10));
    }

    @Test
    void evaluationsWithoutABetterScoreAreCounted() {
        Standing standing = Standing.NONE.scored(10, .5).scored(20, .4).scored(30, .5);
        assertThat(standing).isEqualTo(new Standing(.5, 10, 2, 30));
        assertThat(standing.stuck(3)).isFalse();
        assertThat(standing.stuck(2)).isTrue();
        assertThat(standing.stuck(0)).isFalse();
        assertThat(standing.scored(40, .6)).isEqualTo(new Standing(.6, 40, 0, 40));
    }

    @Test
    void theTestSetIsOnlyWatched() {
        assertThat(Standing.NONE.scored(10, .5).watched(20)).isEqualTo(new Standing(.5, 10, 0, 20));
    }
}
