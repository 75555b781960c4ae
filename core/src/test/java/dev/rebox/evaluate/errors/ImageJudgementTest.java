package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static dev.rebox.evaluate.errors.ErrorKind.BACKGROUND;
import static dev.rebox.evaluate.errors.ErrorKind.BOTH;
import static dev.rebox.evaluate.errors.ErrorKind.CLASS;
import static dev.rebox.evaluate.errors.ErrorKind.DUPLICATE;
import static dev.rebox.evaluate.errors.ErrorKind.LOCALISATION;
import static dev.rebox.evaluate.errors.ErrorKind.MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageJudgementTest {
    private static final Annotation CAT = object(1, 0, 0, 10, 10);
    private static final Detection RIGHT = found(1, .9, 0, 0, 10, 10);

    private static ImageJudgement judge(Annotation truth, Detection... predicted) {
        return new ImageJudgement(image("1", truth), List.of(predicted));
    }

    private static List<ErrorKind> kinds(ImageJudgement judgement) {
        return judgement.mistakes().stream().map(Mistake::kind).toList();
    }

    @Test
    void exactlyHalfFindsAnObjectAndLessDoesNot() {
        assertThat(judge(CAT, found(1, .9, 0, 0, 10, 5)).correct()).hasSize(1);
        assertThat(kinds(judge(CAT, found(1, .9, 0, 0, 10, 4.9)))).containsExactly(LOCALISATION);
    }

    @Test
    void aSecondDetectionAtExactlyHalfIsALocalisationErrorInTheToolsWay() {
        assertThat(kinds(judge(CAT, RIGHT, found(1, .8, 0, 0, 10, 5)))).containsExactly(LOCALISATION);
        assertThat(kinds(judge(CAT, RIGHT, found(1, .8, 0, 0, 10, 5.1)))).containsExactly(DUPLICATE);
    }

    @Test
    void aTenthIsAPlaceOfItsOwnClassButBackgroundOfAnother() {
        // 10 of 100 square pixels
        assertThat(kinds(judge(CAT, found(1, .9, 0, 0, 10, 1)))).containsExactly(LOCALISATION);
        assertThat(kinds(judge(CAT, found(2, .9, 0, 0, 10, 1)))).containsExactly(BACKGROUND, MISSED);
        assertThat(kinds(judge(CAT, found(2, .9, 0, 0, 10, 1.1)))).containsExactly(BOTH, MISSED);
    }

    @Test
    void aBadPlaceOfItsOwnClassGoesBeforeAGoodOneOfAnother() {
        // of its own class 20 of 100, of the other class the very place
        ImageJudgement judgement =
                new ImageJudgement(image("1", CAT, object(2, 0, 0, 10, 2)), List.of(found(1, .9, 0, 0, 10, 2)));
        assertThat(kinds(judgement)).containsExactly(LOCALISATION, MISSED);
        assertThat(judgement.mistakes().get(0).truth()).isSameAs(CAT);
    }

    @Test
    void onlyTheBestOfTheErrorsAboutAnObjectRepairsIt() {
        ImageJudgement judgement =
                judge(CAT, found(1, .3, 0, 0, 10, 4), found(2, .8, 0, 0, 10, 10), found(1, .5, 0, 0, 10, 4));
        assertThat(kinds(judgement)).containsExactly(CLASS, LOCALISATION, LOCALISATION);
        assertThat(judgement.mistakes()).extracting(Mistake::repairs).containsExactly(true, false, false);
        assertThat(judgement.unfound()).containsExactly(CAT);
    }

    @Test
    void anErrorAboutAFoundObjectRepairsNothing() {
        ImageJudgement judgement = judge(CAT, RIGHT, found(1, .8, 0, 0, 10, 4), found(2, .7, 0, 0, 10, 10));
        assertThat(kinds(judgement)).containsExactly(LOCALISATION, CLASS);
        assertThat(judgement.mistakes()).extracting(Mistake::repairs).containsOnly(false);
        assertThat(judgement.unfound()).isEmpty();
    }

    @Test
    void aHundredDetectionsCountAllClassesTogether() {
        List<Detection> many = new ArrayList<>(List.of(found(1, .1, 0, 0, 10, 10)));
        for (int i = 0; i < 99; i++) {
            many.add(found(2, .5, 300, 300, 10, 10));
        }
        Example example = image("1", CAT);
        assertThat(new ImageJudgement(example, many).correct()).hasSize(1);
        many.add(found(2, .5, 300, 300, 10, 10));
        ImageJudgement beyond = new ImageJudgement(example, many);
        assertThat(beyond.correct()).isEmpty();
        assertThat(beyond.mistakes()).hasSize(101); // a hundred on nothing and the missed cat
    }

    @Test
    void moreThanHalfOfADetectionMustLieOnACrowdToBeIgnored() {
        Example herd = image("1", crowd(1, 0, 0, 100, 100));
        assertThat(ImageJudgement.isIgnored(herd, found(1, .9, 95, 0, 10, 10))).isFalse(); // 50 of 100
        assertThat(ImageJudgement.isIgnored(herd, found(1, .9, 94, 0, 10, 10))).isTrue(); // 60 of 100
        assertThat(ImageJudgement.isIgnored(herd, found(2, .9, 0, 0, 10, 10))).isFalse(); // of another class
        assertThat(ImageJudgement.isIgnored(herd, found(1, .9, 5, 5, 0, 0))).isFalse(); // nothing lies anywhere
    }

    @Test
    void aDifficultObjectIgnoresWhatOverlapsItByMoreThanHalf() {
        Example hard = image("1", difficult(1, 0, 0, 10, 10));
        assertThat(ImageJudgement.isIgnored(hard, found(1, .9, 0, 0, 10, 6))).isTrue();
        assertThat(ImageJudgement.isIgnored(hard, found(1, .9, 0, 0, 10, 5))).isFalse();
        assertThat(ImageJudgement.isIgnored(hard, found(1, .9, 0, 0, 2, 2))).isFalse(); // wholly inside, but small
    }

    @Test
    void ignoredDetectionsAreNeitherHitNorMiss() {
        ImageJudgement judgement = new ImageJudgement(
                image("1", CAT, crowd(1, 100, 100, 50, 50)),
                List.of(found(1, .5, 300, 0, 9, 9), found(1, .7, 110, 110, 9, 9), RIGHT));
        List<String> told = new ArrayList<>();
        judgement.inOrder((detection, hit) -> told.add(detection.score() + " " + hit));
        assertThat(told).containsExactly("0.9 true", "0.5 false");
        assertThat(judgement.mistakes()).extracting(Mistake::counts).containsExactly(false, true);
    }

    @Test
    void withoutDetectionsEveryObjectIsMissed() {
        ImageJudgement judgement = judge(CAT);
        assertThat(judgement.mistakes()).containsExactly(new Mistake(MISSED, "1", null, CAT, true, true));
        assertThat(new ImageJudgement(image("1"), List.of()).mistakes()).isEmpty();
    }
}
