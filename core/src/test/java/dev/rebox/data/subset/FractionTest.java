package dev.rebox.data.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {
    /** 400 images: class 1 in all, class 2 in 100 of them, class 3 in 20 of those, and 40 more with nothing. */
    private static Dataset data() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 440; i++) {
            List<Annotation> boxes = new ArrayList<>();
            int classes = i >= 400 ? 0 : i % 20 == 0 ? 3 : i % 4 == 0 ? 2 : 1;
            IntStream.rangeClosed(1, classes).forEach(label -> boxes.add(Annotation.of(new Box(0, 0, 1, 1), label)));
            examples.add(new Example("p" + i, Path.of("p" + i), 9, 9, boxes));
        }
        return new Dataset("d", Dataset.Format.VOC, LabelMap.of(List.of("a", "b", "c")), examples);
    }

    private static long images(Dataset data, int label) {
        return data.examples().stream()
                .filter(e -> e.annotations().stream().anyMatch(a -> a.label() == label))
                .count();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void everyClassKeepsItsShare(long seed) {
        for (double fraction : new double[] {0.05, 0.1, 0.25, 0.5}) {
            Dataset part = Fraction.of(data(), fraction, seed);
            assertThat(part.examples()).hasSize((int) Math.round(440 * fraction));
            assertThat((double) images(part, 1)).isCloseTo(400 * fraction, within(2.0));
            assertThat((double) images(part, 2)).isCloseTo(100 * fraction, within(2.0));
            assertThat((double) images(part, 3)).isCloseTo(20 * fraction, within(1.0));
        }
    }

    @Test
    void aSmallerFractionIsContainedInALargerOne() {
        Dataset smaller = Fraction.of(data(), 0.01, 7);
        for (double fraction : new double[] {0.05, 0.1, 0.25, 0.5, 1}) {
            Dataset larger = Fraction.of(data(), fraction, 7);
            assertThat(larger.examples()).containsAll(smaller.examples());
            smaller = larger;
        }
        assertThat(smaller).isEqualTo(data());
    }

    @Test
    void theSeedAndNotTheOrderOfTheFileDecides() {
        Dataset data = data();
        List<Example> mixed = new ArrayList<>(data.examples());
        Collections.shuffle(mixed, new Random(1));
        List<Example> part = Fraction.of(data, 0.1, 7).examples();
        assertThat(Fraction.of(data.withExamples(mixed), 0.1, 7).examples()).containsExactlyInAnyOrderElementsOf(part);
        assertThat(Fraction.of(data, 0.1, 8).examples()).isNotEqualTo(part);
    }

    @Test
    void atLeastOneImageIsLeft() {
        assertThat(Fraction.of(data(), 0.0001, 0).examples()).hasSize(1);
        assertThatThrownBy(() -> Fraction.of(data(), 0, 0)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> Fraction.of(data(), 1.5, 0)).hasMessageContaining("data.fraction");
    }
}
