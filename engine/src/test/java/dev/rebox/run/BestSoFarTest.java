package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BestSoFarTest {
    @Test
    void theFirstScoreIsTheTop() {
        assertThat(BestSoFar.NONE.scored(10, 0, .04)).isEqualTo(new BestSoFar(0, 10, .02, 0, 10, 0, 10));
    }

    @Test
    void evaluationsAfterTheTopAreCounted() {
        BestSoFar standing = BestSoFar.NONE.scored(10, .5, 0).scored(20, .4, 0).scored(30, .45, 0);
        assertThat(standing).isEqualTo(new BestSoFar(.5, 10, 0, .5, 10, 2, 30));
        assertThat(standing.stuck(3)).isFalse();
        assertThat(standing.stuck(2)).isTrue();
        assertThat(standing.stuck(0)).isFalse();
        assertThat(standing.rising(10)).isFalse();
        BestSoFar better = standing.scored(40, .6, .1);
        assertThat(better).isEqualTo(new BestSoFar(.6, 40, .05, .6, 40, 0, 40));
        assertThat(better.rising(10)).isTrue();
        // The first evaluation says nothing of whether more steps help.
        assertThat(BestSoFar.NONE.scored(10, .5, 0).rising(10)).isFalse();
        assertThat(BestSoFar.NONE.scored(10, .5, 0).rising(0)).isFalse();
    }

    @Test
    void ofModelsThatChanceAloneTellsApartTheLaterIsKept() {
        BestSoFar top = BestSoFar.NONE.scored(10, .5, .04); // so that .48 and more are as good
        BestSoFar later = top.scored(20, .49, .04);
        assertThat(later).isEqualTo(new BestSoFar(.5, 10, .02, .49, 20, 1, 20));
        // The measure stays the top, so that many small falls do not add up.
        assertThat(later.scored(30, .475, .04)).isEqualTo(new BestSoFar(.5, 10, .02, .49, 20, 2, 30));
        assertThat(later.scored(30, .48, .04).bestStep()).isEqualTo(30);
    }

    @Test
    void theTestSetIsOnlyWatched() {
        assertThat(BestSoFar.NONE.scored(10, .5, 0).watched(20)).isEqualTo(new BestSoFar(.5, 10, 0, .5, 10, 0, 20));
    }

    @Test
    void scoresOfAnotherKindAreForgottenButNotWhatWasEvaluated() {
        BestSoFar forgotten = BestSoFar.NONE.scored(10, .5, 0).forgotten();
        assertThat(forgotten.evaluatedStep()).isEqualTo(10);
        assertThat(forgotten.bestStep()).isZero();
        assertThat(forgotten.scored(20, .1, 0).bestStep()).isEqualTo(20);
    }
}
