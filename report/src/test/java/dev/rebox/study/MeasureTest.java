package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private final RunResult method = MadeResult.of("full", 0, .5).result();

    @Test
    void accuraciesArePercentagesAndTimesAreSeconds() {
        assertThat(Measure.VOC.of(method)).isEqualTo(50);
        assertThat(Measure.COCO.of(method)).isEqualTo(40);
        assertThat(Measure.STEP.of(method)).isEqualTo(.2);
        assertThat(Measure.PREDICTION.of(method)).isEqualTo(.1);
    }

    @Test
    void whereNothingWasToBeFoundThereIsNoNumber() {
        assertThat(Measure.SMALL.of(method)).isNaN();
        assertThat(Measure.percent(0)).isZero();
        RunResult rare = MadeResult.of("full", 0, .5).result("id", 1, Map.of("often", 29, "seldom", 29));
        assertThat(Measure.FREQUENT.of(rare)).isNaN();
    }

    @Test
    void eachAuxiliaryFigureIsAMeasureOfItsName() {
        Measure closeness = Measure.auxiliary().stream()
                .filter(measure -> measure.name().equals("closenessTop1"))
                .findFirst()
                .orElseThrow();
        assertThat(closeness.title()).isEqualTo("closeness top-1");
        assertThat(closeness.of(method)).isEqualTo(25);
        assertThat(closeness.of(MadeResult.of("baseline", 0, .5).result())).isNaN();
    }

    @Test
    void allOfThemHaveNamesOfTheirOwn() {
        assertThat(Measure.all())
                .doesNotHaveDuplicates()
                .startsWith(Measure.VOC)
                .endsWith(Measure.STEP, Measure.PREDICTION);
    }
}
