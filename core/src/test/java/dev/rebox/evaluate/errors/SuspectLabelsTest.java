package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspectLabelsTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void ranksWhatConfidentDetectionsContradict() {
        Dataset truth = dataset(
                LABELS,
                image("missing"),
                image("wrong", object(1, 0, 0, 10, 10)),
                image("loose", object(1, 0, 0, 10, 40)),
                image("right", object(1, 0, 0, 10, 10)),
                image("unseen", object(1, 0, 0, 10, 10)),
                image("crowd", crowd(1, 0, 0, 90, 90)));
        List<Suspect> suspects = SuspectLabels.find(
                truth,
                List.of(Map.of(
                        "missing", List.of(found(2, .95, 0, 0, 10, 10), found(2, .6, 1, 0, 10, 10)),
                        "wrong", List.of(found(2, .9, 0, 0, 10, 10), found(1, .2, 0, 0, 10, 10)),
                        "loose", List.of(found(1, .8, 0, 0, 10, 10)),
                        "right", List.of(found(1, .99, 0, 0, 10, 10), found(2, .3, 100, 0, 10, 10)),
                        "crowd", List.of(found(1, .9, 0, 0, 10, 10)))),
                .5);
        assertThat(suspects)
                .extracting(Suspect::imageId, Suspect::kind)
                .containsExactly(
                        tuple("missing", Suspect.Kind.MISSING_BOX),
                        tuple("loose", Suspect.Kind.LOOSE_BOX),
                        tuple("wrong", Suspect.Kind.WRONG_CLASS),
                        tuple("loose", Suspect.Kind.NEVER_FOUND),
                        tuple("unseen", Suspect.Kind.NEVER_FOUND));
        assertThat(suspects.get(2).suspicion()).isEqualTo(.9 - .2, within(1e-12));
        // two of the four cats are found
        assertThat(suspects.get(4).suspicion()).isEqualTo(.5);
    }

    @Test
    void whatAnotherModelAgreesWithIsLessSuspect() {
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10)));
        List<Suspect> suspects = SuspectLabels.find(
                truth,
                List.of(
                        Map.of("1", List.of(found(2, .75, 0, 0, 10, 10))),
                        Map.of("1", List.of(found(1, .9, 0, 0, 10, 10)))),
                .5);
        assertThat(suspects).isEmpty();
    }
}
