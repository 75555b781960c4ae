package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void percentHasOneDecimalAndADashWhereNothingWasMeasured() {
        assertThat(Figures.percent(.4567)).isEqualTo("45.7");
        assertThat(Figures.percent(-1)).isEqualTo("–");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("–");
    }

    @Test
    void differencesHaveASign() {
        assertThat(Figures.points(.0123)).isEqualTo("+1.2");
        assertThat(Figures.points(-.0123)).isEqualTo("−1.2");
        assertThat(Figures.points(.0001)).isEqualTo("±0.0");
    }

    @Test
    void numbersAreShort() {
        assertThat(Figures.number(12345)).isEqualTo("12,345");
        assertThat(Figures.number(.12345)).isEqualTo("0.123");
        assertThat(Figures.number(0.00002)).isEqualTo("2.00e-05");
    }
}
