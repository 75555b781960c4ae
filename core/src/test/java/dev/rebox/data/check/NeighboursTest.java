package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final Box HERE = new Box(10, 10, 20, 20);
    private static final Box BESIDE = new Box(22, 10, 32, 20);
    private static final Box FAR = new Box(80, 80, 90, 90);

    @Test
    void aPairThatIsAlwaysOfOneClassTellsAll() {
        Neighbours neighbours = of(200, i -> List.of(box(HERE, 1 + i / 10 % 2), box(BESIDE, 1 + i / 10 % 2)));
        assertThat(neighbours.boxes()).isEqualTo(400);
        assertThat(neighbours.bits()).as("one of two").isEqualTo(1, within(.01));
        assertThat(neighbours.share()).isGreaterThan(.9);
        assertThat(neighbours.expectedGain()).isEqualTo(8 * neighbours.share());
    }

    @Test
    void aNeighbourOfAnyClassTellsNothing() {
        // Each of the four pairs of two classes as often as the others.
        Neighbours neighbours = of(400, i -> List.of(box(HERE, 1 + i / 10 % 2), box(BESIDE, 1 + i / 20 % 2)));
        assertThat(neighbours.bits()).isEqualTo(1, within(.01));
        assertThat(neighbours.share()).isLessThan(.01);
    }

    @Test
    void theNearestCountsNotTheFarther() {
        // The nearest is of the same class; another, of any class, is far away.
        Neighbours neighbours =
                of(400, i -> List.of(box(HERE, 1 + i / 10 % 2), box(BESIDE, 1 + i / 10 % 2), box(FAR, 1 + i / 20 % 2)));
        // Beside a class, two of three boxes are of it, and the third by chance: 5 of 6. 1 - H(1/6) = .35.
        assertThat(neighbours.share()).isEqualTo(.35, within(.02));
    }

    @Test
    void whatSizeAndShapeTellIsNotTheNeighboursMerit() {
        Neighbours neighbours = of(200, i -> List.of(sized(i / 10 % 2, 10), sized(i / 10 % 2, 30)));
        assertThat(neighbours.bits())
                .as("wide or high says all but a rest of doubt")
                .isLessThan(.05);
        assertThat(neighbours.bitsTold()).isLessThan(.05);
    }

    @Test
    void crowdsAndBoxesWithoutAreaAreNone() {
        Annotation crowd = new Annotation(HERE, 1, false, false, true, 100);
        assertThat(of(20, i -> List.of(crowd, box(new Box(5, 5, 5, 9), 1), box(FAR, 1)))
                        .boxes())
                .isEqualTo(20);
    }

    @Test
    void withoutBoxesThereIsNothingToTell() {
        Neighbours neighbours = of(3, i -> List.of());
        assertThat(neighbours).isEqualTo(new Neighbours(0, 0, 0));
        assertThat(neighbours.share()).isZero();
    }

    private static Annotation sized(int wide, double x) {
        return box(wide == 1 ? new Box(x, 10, x + 18, 16) : new Box(x, 10, x + 6, 28), 1 + wide);
    }

    private static Annotation box(Box box, int label) {
        return Annotation.of(box, label);
    }

    private static Neighbours of(int images, IntFunction<List<Annotation>> boxes) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            examples.add(new Example(Integer.toString(i), Path.of("none"), 100, 100, boxes.apply(i)));
        }
        return Neighbours.of(new Dataset("made", Dataset.Format.COCO, LabelMap.of(List.of("a", "b")), examples));
    }
}
