package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.LabelMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownClassesTest {
    private static final LabelMap TRAINED = LabelMap.of(List.of("cat", "dog"));
    private static final LabelMap WANTED = LabelMap.of(List.of("bird", "dog", "cat"));
    private final KnownClasses classes = KnownClasses.of(TRAINED, WANTED);

    @Test
    void classesAreTheSameByName() {
        assertThat(classes.from()).containsExactly(0, -1, 2, 1);
        assertThat(classes.there()).isEqualTo(2);
        assertThat(classes.here()).isEqualTo(3);
        assertThat(classes.names(WANTED, true)).containsExactly("dog", "cat");
        assertThat(classes.names(WANTED, false)).containsExactly("bird");
    }

    @Test
    void rowsOfLogitsFollowTheNames() {
        float[] trained = {0, 1, /* cat */ 10, 11, /* dog */ 20, 21};
        float[] fresh = {-1, -2, /* bird */ -3, -4, -5, -6, -7, -8};
        assertThat(classes.logits(trained, fresh, 1)).containsExactly(0, 1, -3, -4, 20, 21, 10, 11);
    }

    @Test
    void everyBlockOfAPositionSensitiveMapDoes() {
        float[] trained = {0, 10, 20, /* second block */ 100, 110, 120};
        float[] fresh = {-1, -2, -3, -4, -5, -6, -7, -8};
        assertThat(classes.logits(trained, fresh, 2)).containsExactly(0, -2, 20, 10, 100, -6, 120, 110);
    }

    @Test
    void aNewClassMovesBoxesAsAllOthersOnAverage() {
        float[] trained = {1, 2, 3, 4, /* dog */ 5, 6, 7, 8};
        assertThat(classes.offsets(trained, 1)).containsExactly(3, 4, 5, 6, 5, 6, 7, 8, 1, 2, 3, 4);
    }

    @Test
    void theRefinementsRowsAndColumnsFollowBoth() {
        // Two vectors of background, cat, dog; the value is 10 row + column.
        float[] trained = {0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25};
        float[] fresh = new float[4 * 8];
        float[] layer = classes.refinement(trained, fresh, 2);
        assertThat(Arrays.copyOfRange(layer, 0, 8)).containsExactly(0, 0, 2, 1, 3, 0, 5, 4);
        assertThat(Arrays.copyOfRange(layer, 8, 16)).containsOnly(0); // bird
        assertThat(Arrays.copyOfRange(layer, 16, 24)).containsExactly(20, 0, 22, 21, 23, 0, 25, 24);
        assertThat(Arrays.copyOfRange(layer, 24, 32)).containsExactly(10, 0, 12, 11, 13, 0, 15, 14);
    }
}
