package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void endsAndMarksAreRoundNumbers() {
        Axis axis = Axis.around(0, 7.3, 4);
        assertThat(axis).isEqualTo(new Axis(0, 8, 2));
        assertThat(axis.marks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
    }

    @Test
    void anExactAxisKeepsItsEnds() {
        Axis axis = Axis.between(0, 4200, 4);
        assertThat(axis.high()).isEqualTo(4200);
        assertThat(axis.marks()).containsExactly(0.0, 2000.0, 4000.0);
        assertThat(axis.place(1050)).isEqualTo(.25);
    }

    @Test
    void equalValuesStillMakeAnAxis() {
        assertThat(Axis.around(0, 0, 4).high()).isPositive();
        assertThat(Axis.between(3, 3, 4).high()).isEqualTo(4);
    }

    @Test
    void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(Axis.between(0, 4, 4).step()).isEqualTo(1);
        assertThat(Axis.between(0, 4.1, 4).step()).isEqualTo(2);
        assertThat(Axis.between(0, 9, 4).step()).isEqualTo(5);
        assertThat(Axis.between(0, 30, 4).step()).isEqualTo(10);
        assertThat(Axis.between(0, .008, 4).step()).isEqualTo(.002);
    }

    @Test
    void anAxisMayBeginBelowZero() {
        assertThat(Axis.around(-3, 5, 4)).isEqualTo(new Axis(-4, 6, 2));
        assertThat(Axis.around(-3, 5, 4).place(1)).isEqualTo(.5);
    }
}
