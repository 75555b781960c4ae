package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelMapTest {
    private static final LabelMap PETS = new LabelMap(List.of("cat", "dog"), List.of(17L, 3L));

    @Test
    void labelsCountFromOneBehindTheBackground() {
        assertThat(List.of(PETS.name(0), PETS.name(1), PETS.name(2))).containsExactly("background", "cat", "dog");
        assertThat(PETS.label("dog")).isEqualTo(2);
        assertThat(PETS.id(2)).isEqualTo(3);
        assertThat(LabelMap.of(List.of("a", "b", "c")).ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anUnknownClassIsAnsweredWithTheNearestAndAllKnown() {
        assertThatThrownBy(() -> PETS.label("dgo"))
                .isInstanceOf(DataException.class)
                .hasMessage("unknown class 'dgo'. Did you mean 'dog'? Known: cat, dog");
        assertThatThrownBy(() -> PETS.label("elephant")).hasMessage("unknown class 'elephant'. Known: cat, dog");
    }

    @Test
    void namesAndIdsMustBelongTogether() {
        assertThatThrownBy(() -> new LabelMap(List.of("cat"), List.of())).hasMessage("1 class names but 0 ids");
    }

    @Test
    void joinedMapsKeepIdsThatDoNotContradictEachOther() {
        LabelMap others = new LabelMap(List.of("dog", "cow"), List.of(3L, 1L));
        LabelMap joined = Datasets.joinLabels(List.of(PETS, others));
        assertThat(joined).isEqualTo(new LabelMap(List.of("cat", "dog", "cow"), List.of(17L, 3L, 1L)));
    }

    @Test
    void oneClassWithTwoIdsAndTwoClassesWithOneAreNumberedAnew() {
        LabelMap otherId = new LabelMap(List.of("dog"), List.of(4L));
        assertThat(Datasets.joinLabels(List.of(PETS, otherId)).ids()).containsExactly(1L, 2L);
        LabelMap sameId = new LabelMap(List.of("cow"), List.of(3L));
        assertThat(Datasets.joinLabels(List.of(PETS, sameId)).ids()).containsExactly(1L, 2L, 3L);
    }
}
