package dev.rebox.data.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardOrderTest {
    /** 20 archives of 50 images. */
    private static final List<Integer> SIZES = Collections.nCopies(20, 50);

    @Test
    void processesShareAnEpochOutAndNoneSeesAnImageTwice() {
        ShardOrder order = new ShardOrder(SIZES, 2, 7);
        for (int world : new int[] {1, 2, 3, 8}) {
            int steps = order.stepsPerEpoch(world, 4);
            Set<Integer> seen = new TreeSet<>();
            for (int rank = 0; rank < world; rank++) {
                for (int image : epoch(order, rank, world, 1, steps)) {
                    assertThat(seen.add(image)).isTrue();
                }
            }
            assertThat(seen).hasSize(world * steps * 4).allMatch(image -> image >= 0 && image < 1000);
            assertThat(1000 - seen.size()).isLessThan(4 * world);
        }
    }

    @Test
    void aStepReadsFewArchives() {
        ShardOrder order = new ShardOrder(SIZES, 2, 7);
        for (int rank = 0; rank < 4; rank++) {
            // A quarter of 20 archives, mixed by two: five of its own, and parts of two at its borders.
            Set<Integer> all = new TreeSet<>();
            for (long step = 0; step < order.stepsPerEpoch(4, 5); step++) {
                Set<Integer> archives = new TreeSet<>();
                IntStream.of(order.images(rank, 4, step, 5)).forEach(image -> archives.add(image / 50));
                assertThat(archives).hasSizeLessThanOrEqualTo(4);
                all.addAll(archives);
            }
            assertThat(all).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void theOrderFollowsFromSeedRankAndStepAlone() {
        ShardOrder one = new ShardOrder(SIZES, 3, 7);
        int steps = one.stepsPerEpoch(2, 8);
        List<Integer> first = epoch(one, 1, 2, 0, steps);
        List<Integer> second = epoch(one, 1, 2, 1, steps);

        assertThat(second).isNotEqualTo(first);
        ShardOrder another = new ShardOrder(SIZES, 3, 7);
        assertThat(epoch(another, 1, 2, 1, steps)).isEqualTo(second);
        assertThat(epoch(another, 1, 2, 0, steps)).isEqualTo(first);
        assertThat(epoch(new ShardOrder(SIZES, 3, 8), 1, 2, 0, steps)).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeSharedOutIsRefused() {
        ShardOrder order = new ShardOrder(List.of(3, 4), 1, 0);
        assertThatThrownBy(() -> order.images(0, 4, 0, 2)).hasMessage("7 images are too few for 4 x 2");
        assertThatThrownBy(() -> order.images(2, 2, 0, 1)).hasMessage("rank 2 of 2, step 0");
        assertThatThrownBy(() -> new ShardOrder(List.of(3, 0), 1, 0)).hasMessage("archives of [3, 0] images, 1 mixed");
    }

    private static List<Integer> epoch(ShardOrder order, int rank, int world, long epoch, int steps) {
        int batch = 1000 / world / steps;
        List<Integer> images = new ArrayList<>();
        for (long step = epoch * steps; step < (epoch + 1) * steps; step++) {
            IntStream.of(order.images(rank, world, step, batch)).forEach(images::add);
        }
        return images;
    }
}
