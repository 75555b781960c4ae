package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.GoldenCase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnalysisTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    /** An object of class 1 at 0,0 10 x 10, found by a better detection or not, and one more detection. */
    @ParameterizedTest
    @CsvSource({
        "CLASS,        false, 2, 10", // its place, the other class
        "LOCALISATION, false, 1, 40", // overlap 100/400
        "LOCALISATION, true,  1, 40",
        "BOTH,         false, 2, 40",
        "DUPLICATE,    true,  1, 10",
        "BACKGROUND,   false, 1, 200", // overlap 100/2000
        "BACKGROUND,   false, 2, 200",
    })
    void namesTheKindOfEachError(ErrorKind kind, boolean found, int label, double width) {
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10)));
        Detection wrong = found(label, .5, 0, 0, width, 10);
        ErrorAnalysis errors = ErrorAnalysis.of(
                truth, Map.of("1", found ? List.of(wrong, found(1, .9, 0, 0, 10, 10)) : List.of(wrong)));
        assertThat(errors.mistakes().get(0).kind()).isEqualTo(kind);
        assertThat(errors.mistakes().get(0).detection()).isEqualTo(wrong);
        boolean missed = !found && kind != ErrorKind.CLASS && kind != ErrorKind.LOCALISATION;
        assertThat(errors.count().get(ErrorKind.MISSED)).isEqualTo(missed ? 1 : 0);
    }

    @Test
    void repairingTheOnlyErrorsGivesTheWholeAveragePrecision() {
        // cat found; dog called a cat, which at .9 comes first
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10), object(2, 50, 0, 10, 10)));
        ErrorAnalysis errors =
                ErrorAnalysis.of(truth, Map.of("1", List.of(found(1, .9, 50, 0, 10, 10), found(1, .8, 0, 0, 10, 10))));
        assertThat(errors.ap()).isEqualTo((.5 + 0) / 2, EXACT);
        assertThat(errors.cost().get(ErrorKind.CLASS)).isEqualTo(1 - .25, EXACT);
        assertThat(errors.cost().get(ErrorKind.BACKGROUND)).isZero();
        assertThat(errors.falsePositiveCost()).isEqualTo((1. + 0) / 2 - .25, EXACT);
    }

    @Test
    void aDetectionOnACrowdCostsNothing() {
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10), crowd(1, 100, 100, 100, 100)));
        ErrorAnalysis errors = ErrorAnalysis.of(
                truth, Map.of("1", List.of(found(1, .9, 120, 120, 10, 10), found(1, .8, 0, 0, 10, 10))));
        assertThat(errors.ap()).isEqualTo(1, EXACT);
        assertThat(errors.mistakes()).singleElement().satisfies(m -> assertThat(m.counts())
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "crowds",
                "ties",
                "many_detections",
                "gaps",
                "exact_overlaps",
                "without_area",
                "nothing_found"
            })
    void equalsTheToolOnMadeInput(String name) throws IOException {
        compare(GoldenCase.made(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "voc20-test"})
    void equalsTheToolOnRealTruth(String name) throws IOException {
        compare(GoldenCase.real(name));
    }

    private static void compare(GoldenCase golden) throws IOException {
        JsonNode expected = golden.answer("tide.json");
        ErrorAnalysis errors = ErrorAnalysis.of(golden.truth(), golden.detections());
        assertThat(errors.ap()).as("AP").isEqualTo(expected.get("ap").asDouble(), EXACT);
        for (ErrorKind kind : ErrorKind.values()) {
            assertThat(errors.count().get(kind))
                    .as("count of " + kind)
                    .isEqualTo(expected.get("count").get(kind.name()).asInt());
            assertThat(errors.cost().get(kind))
                    .as("cost of " + kind)
                    .isEqualTo(expected.get("cost").get(kind.name()).asDouble(), EXACT);
        }
        assertThat(errors.falsePositiveCost())
                .isEqualTo(expected.get("falsePositiveCost").asDouble(), EXACT);
        assertThat(errors.falseNegativeCost())
                .isEqualTo(expected.get("falseNegativeCost").asDouble(), EXACT);
    }
}
