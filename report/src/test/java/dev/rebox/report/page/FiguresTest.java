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
        assertThat(Figures.number(-.5)).isEqualTo("-0.500");
        assertThat(Figures.number(12.34)).isEqualTo("12.34");
        assertThat(Figures.number(4321.9)).isEqualTo("4,322");
        assertThat(Figures.number(9_999_999)).isEqualTo("9,999,999");
        assertThat(Figures.number(10_000_000)).isEqualTo("1.00e+07");
        assertThat(Figures.number(0)).isEqualTo("0");
    }

    @Test
    void oneIsSingularAndNoneIsPlural() {
        assertThat(Figures.count(1, "box", "boxes")).isEqualTo("1 box");
        assertThat(Figures.count(0, "box", "boxes")).isEqualTo("0 boxes");
        assertThat(Figures.count(1234, "box", "boxes")).isEqualTo("1,234 boxes");
    }
}
