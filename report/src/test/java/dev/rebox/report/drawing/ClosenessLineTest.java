package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.recycle.RecycledLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In an image of 300 x 400, whose diagonal is 500. */
class ClosenessLineTest {
    @Test
    void aLineGoesFromCentreToCentreOfWhatIsInsideTheImage() {
        // The plate sticks out to the left: of (-40 .. 60) the part from 0 counts.
        List<ClosenessLine> lines =
                lines(new LabelledBox(new Box(40, 40, 60, 60), 1), new LabelledBox(new Box(-40, 140, 60, 160), 2));
        assertThat(lines).hasSize(1);
        ClosenessLine line = lines.get(0);
        assertThat(List.of(line.x1(), line.y1(), line.x2(), line.y2())).containsExactly(30.0, 150.0, 50.0, 50.0);
        assertThat(line.value()).isCloseTo(1 - Math.hypot(20, 100) / 500, within(1e-9));
    }

    @Test
    void theClosestComesFirst() {
        assertThat(lines(
                        new LabelledBox(new Box(0, 0, 20, 20), 1),
                        new LabelledBox(new Box(0, 300, 20, 320), 2),
                        new LabelledBox(new Box(0, 100, 20, 120), 3)))
                .extracting(line -> Math.round(100 * line.value()))
                .containsExactly(80L, 60L, 40L);
    }

    @Test
    void boxesOfOneClassAreNotJoined() {
        assertThat(lines(new LabelledBox(new Box(0, 0, 20, 20), 1), new LabelledBox(new Box(50, 0, 70, 20), 1)))
                .isEmpty();
    }

    @Test
    void boxesOutsideTheImageAreNotHeard() {
        assertThat(lines(new LabelledBox(new Box(0, 0, 20, 20), 1), new LabelledBox(new Box(350, 0, 370, 20), 2)))
                .isEmpty();
    }

    private static List<ClosenessLine> lines(LabelledBox... boxes) {
        return ClosenessLine.of(RecycledLabels.of(300, 400, List.of(boxes), 3, 4, 0));
    }
}
