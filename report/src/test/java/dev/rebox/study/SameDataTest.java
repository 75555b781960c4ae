package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameDataTest {
    private final MadeResult baseline = MadeResult.of("baseline", 0, .5);
    private final MadeResult full = MadeResult.of("full", 0, .5);

    @Test
    void armsOfOneSeedAndFractionMustHaveSeenTheSameBoxes() {
        assertThatThrownBy(() -> SameData.check(
                        List.of(baseline.result(), full.dataHash("other").result())))
                .isInstanceOf(DataException.class)
                .hasMessage("baseline01.0 and full01.0 were trained on different data: delete the result made with the"
                        + " wrong one.");
    }

    @Test
    void otherSeedsAndFractionsMayHaveSeenOthers() {
        assertThatNoException()
                .isThrownBy(() -> SameData.check(List.of(
                        baseline.result(),
                        full.result(),
                        full.fraction(.1).dataHash("a tenth").result(),
                        MadeResult.of("full", 1, .5).dataHash("another tenth").result())));
    }

    @Test
    void allMustHaveBeenMeasuredOnOneTestSet() {
        RunResult other = MadeResult.of("full", 1, .5).result("other", 1, Map.of("often", 30, "seldom", 28));
        assertThatThrownBy(() -> SameData.check(List.of(baseline.result(), other)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("baseline01.0 and other were measured on different test sets");
    }
}
