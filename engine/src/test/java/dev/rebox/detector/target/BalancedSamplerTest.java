package dev.rebox.detector.target;

import static dev.rebox.detector.target.Matcher.IGNORED;
import static dev.rebox.detector.target.Matcher.NEGATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.detector.target.BalancedSampler.Sample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedSamplerTest {
    private final BalancedSampler eightOneQuarter = new BalancedSampler(8, .25);

    @Test
    void aQuarterIsPositiveAtMost() {
        int[] match = match(10, 10, 10);
        Sample sample = eightOneQuarter.sample(match, new SplittableRandom(1));
        assertThat(sample.positives()).isEqualTo(2);
        assertThat(sample.indices()).hasSize(8).doesNotHaveDuplicates();
        assertThat(Arrays.stream(sample.indices()).limit(2)).allMatch(i -> match[i] >= 0);
        assertThat(Arrays.stream(sample.indices()).skip(2)).allMatch(i -> match[i] == NEGATIVE);
    }

    @Test
    void negativesFillWhatPositivesLeave() {
        Sample sample = eightOneQuarter.sample(match(1, 10, 0), new SplittableRandom(1));
        assertThat(sample.positives()).isEqualTo(1);
        assertThat(sample.indices()).hasSize(8);
    }

    @Test
    void positivesDoNotFillWhatNegativesLeave() {
        Sample sample = eightOneQuarter.sample(match(10, 3, 0), new SplittableRandom(1));
        assertThat(sample.positives()).isEqualTo(2);
        assertThat(sample.indices()).hasSize(5);
    }

    @Test
    void nothingComesOfNothing() {
        Sample sample = eightOneQuarter.sample(match(0, 0, 5), new SplittableRandom(1));
        assertThat(sample.positives()).isZero();
        assertThat(sample.indices()).isEmpty();
    }

    @Test
    void everyCandidateIsTakenEquallyOften() {
        int[] match = match(4, 4, 0);
        int[] taken = new int[8];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 4000; i++) {
            Arrays.stream(new BalancedSampler(4, .5).sample(match, random).indices())
                    .forEach(at -> taken[at]++);
        }
        assertThat(taken).hasSize(8);
        assertThat(Arrays.stream(taken)).allMatch(n -> n > 1850 && n < 2150); // 2000, deviation 32
    }

    @Test
    void equalGeneratorsTakeTheSame() {
        int[] match = match(50, 50, 0);
        assertThat(eightOneQuarter.sample(match, new SplittableRandom(3)).indices())
                .isEqualTo(
                        eightOneQuarter.sample(match, new SplittableRandom(3)).indices())
                .isNotEqualTo(
                        eightOneQuarter.sample(match, new SplittableRandom(4)).indices());
    }

    private static int[] match(int positive, int negative, int ignored) {
        return IntStream.concat(
                        IntStream.generate(() -> 0).limit(positive),
                        IntStream.concat(
                                IntStream.generate(() -> NEGATIVE).limit(negative),
                                IntStream.generate(() -> IGNORED).limit(ignored)))
                .toArray();
    }
}
