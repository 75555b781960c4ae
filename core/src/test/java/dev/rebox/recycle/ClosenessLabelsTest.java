package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Images are 300 x 400, so that the diagonal is 500; boxes are 20 x 20 around the centres given. */
class ClosenessLabelsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void nearerClassesCountMore() {
        double[][] labels = of(3, at(50, 50, 1), at(50, 150, 2), at(50, 350, 3));
        assertThat(labels[0]).as("distances 100 and 300: .8 and .4").containsExactly(sum(0, 0, .8, .4), EXACT);
        assertThat(labels[1]).as("distances 100 and 200: .8 and .6").containsExactly(sum(0, .8, 0, .6), EXACT);
        assertThat(labels[2]).as("distances 300 and 200: .4 and .6").containsExactly(sum(0, .4, .6, 0), EXACT);
    }

    @Test
    void theNearestBoxOfAClassIsHeard() {
        double[][] labels = of(3, at(50, 50, 1), at(50, 350, 2), at(50, 150, 2), at(50, 250, 3));
        assertThat(labels[0]).containsExactly(sum(0, 0, .8, .6), EXACT);
    }

    @Test
    void boxesOfTheOwnClassSayNothing() {
        double[][] labels = of(2, at(50, 50, 1), at(60, 50, 1), at(50, 300, 2));
        assertThat(labels[0]).containsExactly(0, 0, 1);
        assertThat(labels[2]).containsExactly(0, 1, 0);
    }

    @Test
    void aloneOrAmongItsOwnClassABoxIsBackground() {
        assertThat(of(2, at(50, 50, 1))[0]).containsExactly(1, 0, 0);
        assertThat(of(2, at(50, 50, 1), at(90, 90, 1))).isDeepEqualTo(new double[][] {{1, 0, 0}, {1, 0, 0}});
        assertThat(of(2)).isEmpty();
    }

    @Test
    void boxesWithOneCentreAreAsCloseAsCanBe() {
        double[][] labels = of(3, at(50, 50, 1), at(50, 50, 2), at(50, 300, 3));
        assertThat(labels[0]).as("1 and .5").containsExactly(sum(0, 0, 1, .5), EXACT);
    }

    @Test
    void centresAreThoseOfTheClippedBoxes() {
        LabelledBox leaving = new LabelledBox(new Box(-500, 40, 100, 60), 2); // inside: centre (50, 50)
        double[][] labels = of(3, at(50, 150, 1), leaving, at(50, 350, 3));
        assertThat(labels[0]).containsExactly(sum(0, 0, .8, .6), EXACT);
    }

    @Test
    void boxesWithoutAreaTakeNoPart() {
        LabelledBox outside = new LabelledBox(new Box(310, 0, 350, 40), 2);
        LabelledBox line = new LabelledBox(new Box(50, 60, 50, 90), 2);
        assertThat(of(2, at(50, 50, 1), outside, line)).isDeepEqualTo(new double[][] {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}});
    }

    private static double[][] of(int classes, LabelledBox... boxes) {
        return ClosenessLabels.of(300, 400, List.of(boxes), classes);
    }

    private static LabelledBox at(double x, double y, int label) {
        return new LabelledBox(new Box(x - 10, y - 10, x + 10, y + 10), label);
    }

    private static double[] sum(double... values) {
        double sum = java.util.Arrays.stream(values).sum();
        return java.util.Arrays.stream(values).map(v -> v / sum).toArray();
    }
}
