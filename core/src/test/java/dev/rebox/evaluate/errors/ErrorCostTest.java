package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What each kind of error costs one class with two objects. 51 of 101 recalls need one of them, the others both. */
class ErrorCostTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double ONE_OF_TWO = 51 / 101.;
    private static final Dataset CATS =
            dataset(LabelMap.of(List.of("cat")), image("1", object(1, 0, 0, 10, 10), object(1, 50, 0, 10, 10)));
    private static final Detection FIRST = found(1, .8, 0, 0, 10, 10);
    private static final Detection SECOND = found(1, .7, 50, 0, 10, 10);

    private static ErrorAnalysis analyse(Detection... predicted) {
        return ErrorAnalysis.of(CATS, Map.of("1", List.of(predicted)));
    }

    @Test
    void aMissedObjectCostsWhatWouldNotBeAskedForWithoutIt() {
        ErrorAnalysis errors = analyse(FIRST);
        assertThat(errors.ap()).isEqualTo(ONE_OF_TWO, EXACT);
        assertThat(errors.cost().get(ErrorKind.MISSED)).isEqualTo(1 - ONE_OF_TWO, EXACT);
        assertThat(errors.falseNegativeCost()).isEqualTo(1 - ONE_OF_TWO, EXACT);
        assertThat(errors.falsePositiveCost()).isZero();
    }

    @Test
    void aLocalisationErrorIsRepairedIntoAHit() {
        // 4 of 10 columns of the second cat, predicted before the first: precision 0/1, then 1/2
        ErrorAnalysis errors = analyse(found(1, .9, 50, 0, 4, 10), FIRST);
        assertThat(errors.ap()).isEqualTo(ONE_OF_TWO / 2, EXACT);
        assertThat(errors.cost().get(ErrorKind.LOCALISATION)).isEqualTo(1 - ONE_OF_TWO / 2, EXACT);
        assertThat(errors.count()).containsEntry(ErrorKind.LOCALISATION, 1).containsEntry(ErrorKind.MISSED, 0);
        // without the false positive the other cat still lacks
        assertThat(errors.falsePositiveCost()).isEqualTo(ONE_OF_TWO - ONE_OF_TWO / 2, EXACT);
    }

    @Test
    void aDuplicateIsRepairedByTakingItAway() {
        // hit, duplicate, hit: precision 1 and 2/3
        ErrorAnalysis errors = analyse(FIRST, found(1, .75, 0, 0, 10, 9), SECOND);
        double ap = (51 + 50 * 2 / 3.) / 101;
        assertThat(errors.ap()).isEqualTo(ap, EXACT);
        assertThat(errors.cost().get(ErrorKind.DUPLICATE)).isEqualTo(1 - ap, EXACT);
        assertThat(errors.cost().get(ErrorKind.BACKGROUND)).isZero();
        assertThat(errors.falsePositiveCost()).isEqualTo(1 - ap, EXACT);
        assertThat(errors.falseNegativeCost()).isZero();
    }

    @Test
    void anErrorBelowTheLastHitCostsNothing() {
        ErrorAnalysis errors = analyse(FIRST, SECOND, found(1, .1, 300, 300, 10, 10));
        assertThat(errors.ap()).isEqualTo(1, EXACT);
        assertThat(errors.cost().values()).allSatisfy(cost -> assertThat(cost).isZero());
        assertThat(errors.count()).containsEntry(ErrorKind.BACKGROUND, 1);
    }

    @Test
    void everyKindHasACountAndACostEvenWithoutData() {
        ErrorAnalysis nothing = ErrorAnalysis.of(CATS.withExamples(List.of()), Map.of());
        assertThat(nothing.count()).containsOnlyKeys(ErrorKind.values()).containsValue(0);
        assertThat(nothing.cost()).containsOnlyKeys(ErrorKind.values());
        assertThat(nothing.ap()).isZero();
        assertThat(nothing.mistakes()).isEmpty();
    }

    @Test
    void mistakesComeInTheOrderOfTheImagesByNumber() {
        Dataset two = CATS.withExamples(List.of(image("10", object(1, 0, 0, 9, 9)), image("9", object(1, 0, 0, 9, 9))));
        assertThat(ErrorAnalysis.of(two, Map.of()).mistakes())
                .extracting(Mistake::imageId)
                .containsExactly("9", "10");
    }
}
