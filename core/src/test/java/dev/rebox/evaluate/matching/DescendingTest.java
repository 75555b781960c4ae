package dev.rebox.evaluate.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreOrderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15, 16, 17, 1000})
    void anyNumberOfRowsIsSortedAsAStableSortDoes(int rows) {
        // twenty different scores only, so that there are ties
        double[] scores = new SplittableRandom(rows)
                .ints(rows, 0, 20)
                .mapToDouble(i -> i / 20.)
                .toArray();
        int[] expected = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(Descending.rows(scores)).containsExactly(expected);
    }

    @Test
    void scoresBelowZeroComeLastAndTheScoresAreLeftAlone() {
        double[] scores = {-.5, 0, -2, 3};
        assertThat(Descending.rows(scores)).containsExactly(3, 1, 0, 2);
        assertThat(scores).containsExactly(-.5, 0, -2, 3);
    }

    @Test
    void zeroAndMinusZeroAreEqual() {
        assertThat(Descending.rows(new double[] {-0., 0, -0.})).containsExactly(0, 1, 2);
    }
}
