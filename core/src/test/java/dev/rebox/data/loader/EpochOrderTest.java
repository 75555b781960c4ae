package dev.rebox.data.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.recycle.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochOrderTest {
    /** Runs that were begun before go on: the order is that of lists of examples, which it was made of at first. */
    @ParameterizedTest
    @CsvSource({"1,1", "7,1", "7,2", "300,4", "1000,3", "64,64", "5,8"})
    void theOrderIsThatOfShuffledListsWhetherExamplesAreKeptOrMade(int images, int batch) {
        List<Example> kept =
                IntStream.range(0, images).mapToObj(EpochOrderTest::example).toList();
        EpochOrder order = new EpochOrder(kept, batch, 5);
        EpochOrder lazy = new EpochOrder(LazyExamples.of(images, EpochOrderTest::example), batch, 5);
        for (long epoch = 0; epoch < 3; epoch++) {
            List<List<Example>> expected = reference(kept, batch, 5, epoch);
            assertThat(order.stepsPerEpoch()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                long step = epoch * expected.size() + i;
                assertThat(order.batch(step)).isEqualTo(expected.get(i));
                assertThat(lazy.batch(step)).isEqualTo(expected.get(i));
            }
        }
    }

    private static Example example(int i) {
        return new Example("i" + i, Path.of("i" + i), 50 + i * 37 % 100, 50 + i * 53 % 100, List.of());
    }

    private static List<List<Example>> reference(List<Example> examples, int batch, long seed, long epoch) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, epoch));
        List<Example> order = shuffled(examples, random);
        if (batch == 1) {
            return order.stream().map(List::of).toList();
        }
        List<List<Example>> all = new ArrayList<>();
        List<List<Example>> smaller = new ArrayList<>();
        for (List<Example> stretch : chunks(order, 32 * batch)) {
            List<Example> sorted = stretch.stream()
                    .sorted(Comparator.comparingDouble(e -> (double) e.width() / e.height()))
                    .toList();
            chunks(sorted, batch).forEach(one -> (one.size() == batch ? all : smaller).add(one));
        }
        List<List<Example>> shuffled = shuffled(all, random);
        shuffled.addAll(smaller);
        return shuffled;
    }

    private static <T> List<T> shuffled(List<T> items, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    private static <T> List<List<T>> chunks(List<T> items, int size) {
        return IntStream.range(0, (items.size() + size - 1) / size)
                .mapToObj(i -> items.subList(i * size, Math.min(items.size(), (i + 1) * size)))
                .toList();
    }
}
