package dev.rebox.evaluate.results;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    private static final LabelMap LABELS = new LabelMap(List.of("cat", "dog"), List.of(90L, 3L));

    @Test
    void anImageMayBeCalledWithoutItsLeadingZeros() {
        KnownNames names =
                new KnownNames(dataset(LABELS, image("000012"), image("000000"), image("img_007")), LABELS, left -> {});
        assertThat(names.image("12")).isEqualTo("000012");
        assertThat(names.image("000012")).isEqualTo("000012");
        assertThat(names.image("0")).isEqualTo("000000");
        assertThat(names.image("7")).isNull();
        assertThat(names.image("0012")).isNull();
    }

    @Test
    void theImageOfExactlyThatNameGoesFirst() {
        KnownNames names = new KnownNames(dataset(LABELS, image("12"), image("012")), LABELS, left -> {});
        assertThat(names.image("12")).isEqualTo("12");
        assertThat(names.image("012")).isEqualTo("012");
    }

    @Test
    void categoriesGoByTheirIdsNotByTheirPlaces() {
        KnownNames names = new KnownNames(dataset(LABELS, image("1")), LABELS, left -> {});
        assertThat(names.label(90)).isEqualTo(1);
        assertThat(names.label(3)).isEqualTo(2);
        assertThat(names.label(1)).isNull();
        assertThat(names.unknownCategory(1)).isEqualTo("unknown category id 1. Known: [90, 3]");
    }
}
