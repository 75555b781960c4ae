package dev.rebox.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetComparisonTest {
    private final SetComparison comparison = new SetComparison(new float[] {.001f, .3f}, .4);

    @Test
    void theOrderOfEqualScoresDoesNotMatter() {
        Detection a = found(10, 1, .5);
        Detection b = found(50, 1, .5);
        assertThat(comparison.add(List.of(a, b), List.of(b, a))).isEmpty();
        assertThat(comparison.worstScore()).isZero();
        assertThat(comparison.detections()).isEqualTo(2);
        assertThat(comparison.excused()).isZero();
    }

    @Test
    void tellsTheWorstDifference() {
        assertThat(comparison.add(
                        List.of(found(10, 1, .5), found(50, 2, .9)),
                        List.of(found(10.04, 1, .5), found(50, 2, .90009))))
                .isEmpty();
        assertThat(comparison.worstScore()).isEqualTo(.00009, within(1e-9));
        assertThat(comparison.worstBox()).isEqualTo(.04, within(1e-9));
    }

    @Test
    void whatOneFindsAloneIsTold() {
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of()))
                .hasValue("a detection of class 1 with score 0.50000 has none of its class beside it");
        assertThat(comparison.add(List.of(), List.of(found(10, 1, .5)))).isPresent();
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(10, 2, .5))))
                .isPresent();
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(10, 1, .5002))))
                .hasValueSatisfying(text -> assertThat(text).contains("by 0.00020 in score and 0.0 pixels"));
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(10.06, 1, .5))))
                .isPresent();
        assertThat(comparison.add(List.of(found(10, 1, .5), found(10, 1, .5)), List.of(found(10, 1, .5))))
                .as("one twin is not enough for two")
                .isPresent();
    }

    /** Of two boxes with the same score that overlap by more than .4 either may stay; of two apart neither is the other. */
    @Test
    void aTieIsExcused() {
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(12, 1, .5))))
                .isEmpty();
        assertThat(comparison.excused()).isEqualTo(2);
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(12, 1, .49))))
                .isPresent();
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(25, 1, .5))))
                .isPresent();
    }

    /** A file whose boxes all lie elsewhere has no ties. */
    @Test
    void manyTiesAreNone() {
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(12, 1, .5))))
                .isEmpty();
        assertThat(comparison.add(List.of(found(10, 1, .5)), List.of(found(12, 1, .5))))
                .isPresent();
    }

    @Test
    void whereRoundingDecidesNothingIsMissed() {
        assertThat(comparison.add(List.of(found(10, 1, .00105)), List.of())).isEmpty();
        assertThat(comparison.add(List.of(found(10, 2, .30005)), List.of())).isEmpty();
        assertThat(comparison.add(List.of(found(10, 2, .3002)), List.of())).isPresent();
    }

    private static Detection found(double x, int label, double score) {
        return new Detection(new Box(x, 10, x + 20, 30), label, score);
    }
}
