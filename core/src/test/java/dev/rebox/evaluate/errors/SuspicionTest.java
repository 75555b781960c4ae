package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static dev.rebox.evaluate.errors.Suspect.Kind.LOOSE_BOX;
import static dev.rebox.evaluate.errors.Suspect.Kind.MISSING_BOX;
import static dev.rebox.evaluate.errors.Suspect.Kind.NEVER_FOUND;
import static dev.rebox.evaluate.errors.Suspect.Kind.WRONG_CLASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kinds of {@link SuspectLabels} at their bounds. */
class SuspicionTest {
    private static final Annotation CAT = object(1, 0, 0, 10, 10);

    private static List<Suspect> suspects(List<Annotation> truth, Detection... predicted) {
        return SuspectLabels.find(
                dataset(LabelMap.of(List.of("cat", "dog")), image("1", truth.toArray(new Annotation[0]))),
                List.of(Map.of("1", List.of(predicted))),
                .5);
    }

    private static List<Suspect.Kind> kinds(List<Annotation> truth, Detection... predicted) {
        return suspects(truth, predicted).stream().map(Suspect::kind).toList();
    }

    @Test
    void aDetectionIsConfidentFromTheLeastScoreOn() {
        assertThat(kinds(List.of(), found(1, .5, 0, 0, 10, 10))).containsExactly(MISSING_BOX);
        assertThat(kinds(List.of(), found(1, .49, 0, 0, 10, 10))).isEmpty();
    }

    @Test
    void aLooseBoxOverlapsByATenthToAHalf() {
        Detection sure = found(1, .9, 0, 0, 10, 5);
        assertThat(kinds(List.of(CAT), sure)).isEmpty();
        assertThat(kinds(List.of(CAT), found(1, .9, 0, 0, 10, 4.9))).containsExactly(LOOSE_BOX, NEVER_FOUND);
        assertThat(kinds(List.of(CAT), found(1, .9, 0, 0, 10, 1))).containsExactly(LOOSE_BOX, NEVER_FOUND);
        assertThat(kinds(List.of(CAT), found(1, .9, 0, 0, 10, .9))).containsExactly(MISSING_BOX, NEVER_FOUND);
    }

    @Test
    void besideAnObjectOfAnotherClassNothingIsMissing() {
        // 2 of 10 rows of a cat: neither its place nor free of it
        assertThat(kinds(List.of(CAT), found(2, .9, 0, 0, 10, 2))).containsExactly(NEVER_FOUND);
        assertThat(kinds(List.of(CAT), found(2, .9, 0, 0, 10, 5))).containsExactly(WRONG_CLASS);
    }

    @Test
    void aWrongNameAtTheVeryPlaceGoesBeforeALooseBox() {
        Annotation dog = object(2, 0, 0, 10, 30);
        // a dog's box overlapped by a third, a cat's wholly
        List<Suspect> found = suspects(List.of(CAT, dog), found(2, .9, 0, 0, 10, 10));
        assertThat(found.get(0).kind()).isEqualTo(WRONG_CLASS);
        assertThat(found.get(0).truth()).isSameAs(CAT);
    }

    @Test
    void onePlaceIsSaidOnce() {
        assertThat(kinds(List.of(), found(1, .9, 0, 0, 10, 10), found(2, .8, 0, 0, 10, 6)))
                .containsExactly(MISSING_BOX);
        assertThat(kinds(List.of(), found(1, .9, 0, 0, 10, 10), found(2, .8, 0, 0, 10, 4)))
                .containsExactly(MISSING_BOX, MISSING_BOX);
        assertThat(kinds(List.of(CAT), found(2, .9, 0, 0, 10, 10), found(2, .8, 0, 0, 10, 9)))
                .containsExactly(WRONG_CLASS);
    }

    @Test
    void theBestDetectionSaysIt() {
        List<Suspect> twice = suspects(List.of(), found(1, .6, 1, 0, 10, 10), found(1, .9, 0, 0, 10, 10));
        assertThat(twice).singleElement().satisfies(s -> assertThat(s.suspicion())
                .isEqualTo(.9));
    }

    @Test
    void crowdsAndDifficultObjectsAreNotMissedByAnybody() {
        assertThat(kinds(List.of(crowd(1, 0, 0, 50, 50), difficult(1, 100, 0, 10, 10))))
                .isEmpty();
    }

    @Test
    void whatNobodyFindsIsRankedByHowOftenItsLikeIsFound() {
        // of three small cats two are found, of large ones none
        Annotation second = object(1, 100, 0, 10, 10);
        Annotation third = object(1, 200, 0, 10, 10);
        Annotation large = object(1, 300, 0, 100, 100);
        List<Suspect> missed =
                suspects(List.of(large, CAT, second, third), found(1, .1, 0, 0, 10, 10), found(1, .2, 100, 0, 10, 10));
        assertThat(missed).extracting(Suspect::truth).containsExactly(third, large);
        assertThat(missed).extracting(Suspect::suspicion).containsExactly(2 / 3., 0.);
    }

    @Test
    void aDetectionOfAnotherClassHasSeenTheObjectToo() {
        assertThat(kinds(List.of(CAT), found(2, .1, 0, 0, 10, 10))).isEmpty();
    }
}
