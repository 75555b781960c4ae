package dev.rebox.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.TestLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "step, steps, 1", // one letter more
        "steps, step, 1",
        "stap, step, 1", // another letter
        "tsep, step, 2", // two letters that changed places
        "kitten, sitting, 3", // k to s, e to i, g at the end
        "STEP, step, 0", // case does not count
        "abc, xyz, 3",
    })
    void theDistanceIsTheNumberOfLettersToChange(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void theNearestWordIsFoundAndOfEquallyNearOnesTheFirst() {
        assertThat(Nearest.to("stps", List.of("seed", "steps", "stops"))).contains("steps");
        assertThat(Nearest.to("stps", List.of("stops", "steps"))).contains("stops");
    }

    @Test
    void aWordTooFarAwayIsNoHelp() {
        // half of eight letters may differ
        assertThat(Nearest.to("abcdefgh", List.of("abcdxxxx"))).contains("abcdxxxx");
        assertThat(Nearest.to("abcdefgh", List.of("abcxxxxx"))).isEmpty();
        // of a short word two
        assertThat(Nearest.to("cat", List.of("cow"))).contains("cow");
        assertThat(Nearest.to("cat", List.of("dog"))).isEmpty();
        assertThat(Nearest.to("cat", List.of())).isEmpty();
    }

    @Test
    void theHintBeginsWithABlankOrIsNothing() {
        assertThat(Nearest.hint("lerningRate", List.of("learningRate"))).isEqualTo(" Did you mean 'learningRate'?");
        assertThat(Nearest.hint("x", List.of("learningRate"))).isEmpty();
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() throws Throwable {
        TestLanguage.in(TestLanguage.TURKISH, () -> assertThat(Nearest.distance("BIRD", "bird"))
                .isZero());
    }
}
