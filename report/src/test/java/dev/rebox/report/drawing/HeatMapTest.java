package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private final HeatMap heat = new HeatMap(1, 16);

    @Test
    void equalFactorsAreEqualSteps() {
        assertThat(heat.color(1)).isEqualTo(new Color(0x440154));
        assertThat(heat.color(2)).isEqualTo(new Color(0x3b528b));
        assertThat(heat.color(4)).isEqualTo(new Color(0x21918c));
        assertThat(heat.color(8)).isEqualTo(new Color(0x5ec962));
        assertThat(heat.color(16)).isEqualTo(new Color(0xfde725));
    }

    @Test
    void betweenStepsColoursAreMixed() {
        // A quarter of the way from (68, 1, 84) to (59, 82, 139).
        assertThat(heat.color(Math.pow(2, .25))).isEqualTo(new Color(66, 21, 98));
    }

    @Test
    void whatLiesBeyondTheEndsHasTheirColour() {
        assertThat(heat.color(.001)).isEqualTo(heat.color(1));
        assertThat(heat.color(1000)).isEqualTo(heat.color(16));
    }

    @Test
    void oneValueAloneHasTheLowestColour() {
        assertThat(new HeatMap(3, 3).color(3)).isEqualTo(new Color(0x440154));
    }
}
