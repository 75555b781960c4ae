package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BestSoFarTest {
    @Test
    void theFirstScoreIsTheBest() {
        assertThat(BestSoFar.NONE.scored(10, 0)).isEqualTo(new BestSoFar(0, 10, 0, 10));
    }

    @Test
    void evaluationsWithoutABetterScoreAreCounted() {
        BestSoFar standing = BestSoFar.NONE.scored(10, .5).scored(20, .4).scored(30, .5);
        assertThat(standing).isEqualTo(new BestSoFar(.5, 10, 2, 30));
        assertThat(standing.stuck(3)).isFalse();
        assertThat(standing.stuck(2)).isTrue();
        assertThat(standing.stuck(0)).isFalse();
        assertThat(standing.scored(40, .6)).isEqualTo(new BestSoFar(.6, 40, 0, 40));
    }

    @Test
    void theTestSetIsOnlyWatched() {
        assertThat(BestSoFar.NONE.scored(10, .5).watched(20)).isEqualTo(new BestSoFar(.5, 10, 0, 20));
    }
}
