package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTest {
    private static final Box BOX = Box.ofSize(100, 100, 40, 20);

    private static int size(double width, double height) {
        return Attribute.SIZE.of(Box.ofSize(5, 5, width, height), image("1"));
    }

    private static int neighbours(Annotation... objects) {
        return Attribute.NEIGHBOURS.of(BOX, image("1", objects));
    }

    @Test
    void sizeGoesByAreaAndEachBoundBelongsToTheLargerSize() {
        assertThat(size(32, 31.9)).isZero();
        assertThat(size(32, 32)).isOne();
        assertThat(size(16, 64)).isOne();
        assertThat(size(96, 95.9)).isOne();
        assertThat(size(96, 96)).isEqualTo(2);
        assertThat(size(0, 500)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2", "4, 3", "5, 3"})
    void neighboursAreCountedInFourSteps(int others, int group) {
        Annotation[] near = IntStream.range(0, others)
                .mapToObj(i -> object(1, 101 + 5 * i, 100, 3, 3))
                .toArray(Annotation[]::new);
        assertThat(neighbours(near)).isEqualTo(group);
    }

    @Test
    void aNeighbourMeetsTheBoxAtTwiceItsSides() {
        // 40 x 20 at 100, 100 reaches from 80 to 160 and from 90 to 130 then
        assertThat(neighbours(object(1, 70, 100, 10.1, 5))).isOne();
        assertThat(neighbours(object(1, 70, 100, 10, 5))).isZero();
        assertThat(neighbours(object(1, 159.9, 100, 10, 5))).isOne();
        assertThat(neighbours(object(1, 160, 100, 10, 5))).isZero();
        assertThat(neighbours(object(1, 100, 80, 5, 10.1))).isOne();
        assertThat(neighbours(object(1, 100, 80, 5, 10))).isZero();
        assertThat(neighbours(object(1, 100, 129.9, 5, 10))).isOne();
        assertThat(neighbours(object(1, 100, 130, 5, 10))).isZero();
    }

    @Test
    void theObjectThatABoxIsAboutIsNoNeighbour() {
        assertThat(neighbours(object(1, 100, 100, 40, 20))).isZero();
        assertThat(neighbours(object(1, 100, 100, 40, 10))).isZero(); // overlap .5
        assertThat(neighbours(object(1, 100, 100, 40, 9))).isOne();
        assertThat(neighbours(object(1, 100, 100, 40, 20), object(2, 120, 100, 40, 20)))
                .isOne();
    }
}
