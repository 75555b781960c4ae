package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTimesTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(RunTimes.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(RunTimes.median(List.of(7.0))).isEqualTo(7);
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheMiddleTwo() {
        assertThat(RunTimes.median(List.of(100.0, 1.0, 4.0, 2.0))).isEqualTo(3);
    }

    @Test
    void ofNothingItIsNoNumber() {
        assertThat(RunTimes.median(List.of())).isNaN();
    }
}
