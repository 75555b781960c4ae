package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParameterSharesTest {
    private final int before = Workers.count();
    private final PointerScope scope = new PointerScope();
    private final Parameters parameters = new Parameters(new Device("cpu"), 0);
    private int created;

    @AfterEach
    void workersAsBefore() {
        Workers.count(before);
        parameters.close();
        scope.close();
    }

    @Test
    void sharesHaveAboutAsManyValuesEach() {
        assertThat(sizes(2, 4, 4, 8)).containsExactly(List.of(4L, 4L), List.of(8L));
        assertThat(sizes(3, 9, 1, 1, 1))
                .as("the first has more than two shares' worth")
                .containsExactly(List.of(9L), List.of(1L), List.of(1L, 1L));
        assertThat(sizes(4, 2, 3)).containsExactly(List.of(2L), List.of(3L));
        assertThat(sizes(2)).isEmpty();
    }

    @Test
    void resultsComeInTheOrderOfTheParameters() {
        Workers.count(3);
        List<Parameter> all = parameters(1, 2, 3, 4, 5);
        assertThat(ParameterShares.each(all, share -> share).stream().flatMap(List::stream))
                .containsExactlyElementsOf(all);
    }

    private List<List<Long>> sizes(int count, int... sizes) {
        return ParameterShares.of(parameters(sizes), count).stream()
                .map(share ->
                        share.stream().map(parameter -> parameter.shape()[0]).toList())
                .toList();
    }

    private List<Parameter> parameters(int... sizes) {
        List<Parameter> made = new ArrayList<>();
        for (int size : sizes) {
            made.add(parameters.create("p" + created++, Init.ONES, size));
        }
        return made;
    }
}
