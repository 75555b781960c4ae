package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossSectionTest {
    @Test
    void eachValueIsTheMeanOfATwentiethAroundIt() {
        double[] values = new double[40];
        values[0] = 6;
        values[20] = 3;
        values[30] = Double.NaN;
        double[] smooth = LossSection.smoothed(values);
        assertThat(Arrays.copyOf(smooth, 3)).containsExactly(3, 2, 0);
        assertThat(Arrays.copyOfRange(smooth, 18, 23)).containsExactly(0, 1, 1, 1, 0);
        assertThat(smooth[30]).isZero();
    }

    @Test
    void aPlotDrawsAtMostAFewHundredPoints() {
        assertThat(LossSection.drawn(new double[1000])).hasSize(334);
        assertThat(LossSection.drawn(new double[0])).isEmpty();
    }
}
