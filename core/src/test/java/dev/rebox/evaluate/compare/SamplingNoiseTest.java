package dev.rebox.evaluate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingNoiseTest {
    private static final Box BOX = new Box(0, 0, 10, 10);

    private static Dataset images(int count, boolean withBoxes) {
        return new Dataset(
                "d",
                Dataset.Format.VOC,
                LabelMap.of(List.of("a")),
                IntStream.range(0, count)
                        .mapToObj(i -> new Example(
                                "p" + i, Path.of("p"), 20, 20, withBoxes ? List.of(Annotation.of(BOX, 1)) : List.of()))
                        .toList());
    }

    /** The object of every second image is found exactly, and nothing wrong: AP is about the share of found objects. */
    private static Map<String, List<Detection>> everySecond(int count) {
        Map<String, List<Detection>> found = new HashMap<>();
        for (int i = 0; i < count; i += 2) {
            found.put("p" + i, List.of(new Detection(BOX, 1, .9)));
        }
        return found;
    }

    @Test
    void itIsThatOfAShare() {
        // The standard error of a share of one half of n images is sqrt(.25 / n): .05 of 100 images, .1 of 25.
        assertThat(SamplingNoise.of(images(100, true), everySecond(100), .9, 2000, 1))
                .isCloseTo(.05, within(.003));
        assertThat(SamplingNoise.of(images(26, true), everySecond(26), .9, 2000, 1))
                .isCloseTo(.098, within(.006));
    }

    @Test
    void whatIsTheSameInEveryImageHasNone() {
        assertThat(SamplingNoise.of(images(10, true), Map.of(), .9, 50, 1)).isZero();
        assertThat(SamplingNoise.of(images(10, false), Map.of(), .9, 50, 1)).isZero();
        assertThat(SamplingNoise.of(images(0, false), Map.of(), .9, 50, 1)).isZero();
    }

    @Test
    void equalSeedsGiveEqualNoise() {
        double first = SamplingNoise.of(images(10, true), everySecond(10), .9, 20, 1);
        assertThat(SamplingNoise.of(images(10, true), everySecond(10), .9, 20, 1))
                .isEqualTo(first);
        assertThat(SamplingNoise.of(images(10, true), everySecond(10), .9, 20, 2))
                .isNotEqualTo(first);
    }
}
