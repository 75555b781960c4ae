package dev.rebox.evaluate.compare;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The interval of a paired difference. */
class IntervalTest {
    private static final Dataset ONE_CAT = dataset(LabelMap.of(List.of("cat")), image("1", object(1, 0, 0, 10, 10)));
    private static final Map<String, List<Detection>> FOUND = Map.of("1", List.of(found(1, .9, 0, 0, 10, 10)));

    @Test
    void aQuantileLiesBetweenItsNeighbours() {
        double[] sorted = {0, 10, 20, 40, 80};
        assertThat(PairedBootstrap.quantile(sorted, 0)).isZero();
        assertThat(PairedBootstrap.quantile(sorted, 1)).isEqualTo(80);
        assertThat(PairedBootstrap.quantile(sorted, .5)).isEqualTo(20);
        // place .975 * 4 = 3.9
        assertThat(PairedBootstrap.quantile(sorted, .975)).isEqualTo(40 + .9 * 40, within(1e-9));
        assertThat(PairedBootstrap.quantile(new double[] {7}, .025)).isEqualTo(7);
    }

    @Test
    void onlyAnIntervalThatLeavesOutZeroIsClear() {
        assertThat(between(.001, .2).isClear()).isTrue();
        assertThat(between(-.2, -.001).isClear()).isTrue();
        assertThat(between(0, .2).isClear()).isFalse();
        assertThat(between(-.2, 0).isClear()).isFalse();
        assertThat(between(-.1, .1).isClear()).isFalse();
    }

    private static PairedDifference between(double low, double high) {
        return new PairedDifference("AP", 0, 0, 0, low, high, 0);
    }

    @Test
    void theSecondLessTheFirstIsTheDifference() {
        PairedDifference better =
                PairedBootstrap.of(ONE_CAT, Map.of(), FOUND, 5, 1).voc();
        assertThat(better).isEqualTo(new PairedDifference("VOC mAP", 0, 1, 1, 1, 1, 1));
        PairedDifference worse =
                PairedBootstrap.of(ONE_CAT, FOUND, Map.of(), 5, 1).voc();
        assertThat(worse).isEqualTo(new PairedDifference("VOC mAP", 1, 0, -1, -1, -1, 0));
    }

    @Test
    void whatWasDrawnIsTold() {
        PairedBootstrap bootstrap = PairedBootstrap.of(ONE_CAT, FOUND, FOUND, 12, 99);
        assertThat(List.of(bootstrap.images(), bootstrap.resamples())).containsExactly(1, 12);
        assertThat(bootstrap.seed()).isEqualTo(99);
    }

    @Test
    void withoutResamplesOrOnUnknownImagesThereIsNoComparison() {
        assertThatThrownBy(() -> PairedBootstrap.of(ONE_CAT, FOUND, FOUND, 0, 1))
                .hasMessage("resamples must be 1 or more, not 0");
        assertThatThrownBy(() -> PairedBootstrap.of(ONE_CAT, FOUND, Map.of("7", List.of()), 1, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("detections on image '7'");
    }
}
