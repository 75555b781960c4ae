package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void threeFiguresHaveAMeanADeviationAndStudentsInterval() {
        Spread spread = Spread.of(1, 2, 3);
        assertThat(spread.mean()).isEqualTo(2);
        assertThat(spread.deviation()).isEqualTo(1);
        // t of 2 degrees of freedom is 4.303; 4.303 / sqrt(3) = 2.484.
        assertThat(spread.margin()).isCloseTo(2.484, within(0.001));
    }

    @Test
    void oneFigureHasNoDeviationAndNoInterval() {
        Spread spread = Spread.of(7);
        assertThat(spread.mean()).isEqualTo(7);
        assertThat(spread.deviation()).isNull();
        assertThat(spread.margin()).isNull();
    }

    @Test
    void studentsQuantilesBeyondTheTableAreRightToThreeDigits() {
        assertThat(Spread.student(1)).isEqualTo(12.706);
        assertThat(Spread.student(10)).isEqualTo(2.228);
        assertThat(Spread.student(12)).isCloseTo(2.179, within(0.002));
        assertThat(Spread.student(30)).isCloseTo(2.042, within(0.001));
        assertThat(Spread.student(1000)).isCloseTo(1.962, within(0.001));
    }
}
