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
}
