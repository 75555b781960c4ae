package dev.rebox.evaluate.matching;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static List<String> ordered(String... ids) {
        Example[] examples = Stream.of(ids).map(id -> image(id)).toArray(Example[]::new);
        return Images.ordered(dataset(LabelMap.of(List.of("cat")), examples)).stream()
                .map(Example::id)
                .toList();
    }

    @Test
    void numbersMayBeLargerThanAnyMachineNumber() {
        assertThat(ordered("99999999999999999999", "100000000000000000000", "9"))
                .containsExactly("9", "99999999999999999999", "100000000000000000000");
    }

    @Test
    void leadingZerosDoNotCountAndEqualNumbersKeepTheirOrder() {
        assertThat(ordered("010", "9", "10")).containsExactly("9", "010", "10");
    }

    @Test
    void aSignADotOrNothingIsNoNumber() {
        assertThat(ordered("3", "-1")).containsExactly("3", "-1");
        assertThat(ordered("3", "1.5")).containsExactly("3", "1.5");
        assertThat(ordered("3", "")).containsExactly("3", "");
        assertThat(ordered()).isEmpty();
    }
}
