package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.check.Statistics.Pair;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static Annotation box(int label, double x, double y, double width, double height) {
        return Annotation.of(Box.ofSize(x, y, width, height), label);
    }

    private static Example image(String id, int side, Annotation... boxes) {
        return new Example(id, Path.of(id + ".jpg"), side, side, List.of(boxes));
    }

    private static Statistics of(Example... examples) {
        LabelMap labels = LabelMap.of(List.of("cat", "dog", "cow"));
        return Statistics.of(new Dataset("d", Dataset.Format.COCO, labels, List.of(examples)), AnchorReach.STANDARD);
    }

    @Test
    void sidesAreMeasuredAsTheNetworkSeesThem() {
        // 300 x 300 becomes 600 x 600: a side of 8 is 16 then and one of 8.5 is 17
        Statistics small = of(image("1", 300, box(1, 0, 0, 8, 100), box(1, 0, 0, 100, 8.5), box(1, 0, 0, 300, 300)));
        assertThat(small.sides())
                .containsExactly(
                        entry(16, 1),
                        entry(32, 1),
                        entry(64, 0),
                        entry(128, 0),
                        entry(256, 0),
                        entry(512, 0),
                        entry(Integer.MAX_VALUE, 1));
    }

    @Test
    void crowdsAndBoxesWithoutAreaAreCountedAsBoxesOnly() {
        Annotation crowd = new Annotation(Box.ofSize(0, 0, 50, 50), 1, false, false, true, 9);
        Statistics odd = of(image("1", 600, crowd, box(2, 5, 5, 0, 9), box(2, 0, 0, 128, 128)));
        assertThat(odd.boxes()).isEqualTo(3);
        assertThat(odd.classes()).containsExactly(entry("cat", 1), entry("dog", 2), entry("cow", 0));
        assertThat(odd.sides().values().stream().mapToInt(n -> n).sum()).isOne();
    }

    @Test
    void anchorsAreJudgedByTenthsAndByTwoThresholds() {
        // 16 x 16 at best covers 1/16 of an anchor of 64 x 64; 128 x 128 on a centre is met wholly; 88 x 88 holds an
        // anchor
        // of 64 x 64, which is 4096 of 7744 pixels or .529
        Statistics three =
                of(image("1", 600, box(1, 320, 320, 16, 16), box(1, 264, 264, 128, 128), box(1, 284, 284, 88, 88)));
        assertThat(three.bestIou()).containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(three.anchorRecall50()).isCloseTo(2 / 3., within(1e-12));
        assertThat(three.anchorRecall70()).isCloseTo(1 / 3., within(1e-12));
    }

    @Test
    void withoutBoxesTheSharesAreZero() {
        Statistics none = of(image("1", 600));
        assertThat(none.images()).isOne();
        assertThat(none.anchorRecall50()).isZero();
        assertThat(none.anchorRecall70()).isZero();
    }

    @Test
    void classesThatStandTogetherAreCountedByImages() {
        Annotation cat = box(1, 0, 0, 9, 9);
        Annotation dog = box(2, 0, 0, 9, 9);
        Annotation cow = box(3, 0, 0, 9, 9);
        Statistics farm = of(
                image("1", 99, cat, cat, dog), image("2", 99, dog, cow), image("3", 99, dog, cow), image("4", 99, cow));
        assertThat(farm.together()).isDeepEqualTo(new int[][] {{1, 1, 0}, {1, 3, 2}, {0, 2, 3}});
        assertThat(farm.company(5)).containsExactly(new Pair("dog", "cow", 2), new Pair("cat", "dog", 1));
        assertThat(farm.company(1)).containsExactly(new Pair("dog", "cow", 2));
    }
}
