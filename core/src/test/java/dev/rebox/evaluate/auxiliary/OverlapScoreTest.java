package dev.rebox.evaluate.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.recycle.OverlapLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapScoreTest {
    private static final Box WINDOW = new Box(0, 0, 10, 10);

    @Test
    void theScoreIsOneLessTheMeanDistance() {
        float[][] quarter = {OverlapLabels.label(WINDOW, List.of(new Box(5, 5, 10, 10)))};
        float[][] half = {OverlapLabels.label(WINDOW, List.of(new Box(0, 0, 10, 5)))};
        assertThat(OverlapScore.agreement(quarter, half)).isEqualTo(.75, within(1e-6));
        assertThat(OverlapScore.agreement(half, half)).isEqualTo(1);
        assertThat(OverlapScore.agreement(new float[0][], new float[0][])).isEqualTo(-1);
    }
}
