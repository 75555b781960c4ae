package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images are 640 x 320, so that a cell is 10 x 5 pixels. */
class ForegroundLabelTest {
    @Test
    void withoutBoxesEveryCellIsFreeAndWeighsOne() {
        ForegroundLabel label = of();
        assertThat(label.mask()).containsOnly(false);
        assertThat(label.weight()).containsOnly(1f);
    }

    @Test
    void aBoxCoversTheCellsFromFloorToFloorOfTheEndPlusNinetyNineHundredths() {
        // x: floor(10.5) = 10 to floor(13.2 + .99) = 14; y: floor(4) = 4 to floor(6 + .99) = 6.
        ForegroundLabel label = of(new Box(105, 20, 132, 30));
        assertThat(covered(label)).isEqualTo(5 * 3);
        assertThat(label.mask()[4 * 64 + 10]).isTrue();
        assertThat(label.mask()[6 * 64 + 14]).isTrue();
        assertThat(label.mask()[3 * 64 + 10]).isFalse();
        assertThat(label.mask()[4 * 64 + 9]).isFalse();
        assertThat(label.mask()[6 * 64 + 15]).isFalse();
        assertThat(label.mask()[7 * 64 + 14]).isFalse();
    }

    @Test
    void aBoxWeighsAsMuchAsAllThatIsFree() {
        // 15 cells of 1/15 sum to 1, the 4081 others of 1/4096 to 4081/4096; the mean is their sum over 4096.
        ForegroundLabel label = of(new Box(105, 20, 132, 30));
        double sum = 1 + 4081 / 4096.0;
        assertThat(label.weight()[4 * 64 + 10]).isEqualTo((float) (4096 / 15.0 / sum), within(1e-4f));
        assertThat(label.weight()[0]).isEqualTo((float) (1 / sum), within(1e-6f));
    }

    @Test
    void whereBoxesOverlapTheSmallerOneWeighs() {
        // 63 x 63 cells and, inside, 2 x 2: before division by the mean 1/3969 and 1/4.
        ForegroundLabel label = of(new Box(0, 0, 620, 310), new Box(100, 100, 109, 104));
        float large = label.weight()[0];
        float small = label.weight()[20 * 64 + 10];
        assertThat(covered(label)).isEqualTo(63 * 63);
        assertThat(small / large).isEqualTo(3969 / 4f, within(.01f));
        assertThat(label.weight()[22 * 64 + 12]).isEqualTo(large);
    }

    @Test
    void aBoxUnderOneCellCoversAtLeastOne() {
        // x: floor(10.0) to floor(10.005 + .99) = 10; y alike.
        assertThat(covered(of(new Box(100, 100, 100.05, 100.02)))).isEqualTo(1);
        assertThat(covered(of(new Box(639.999, 319.999, 640, 320)))).isEqualTo(1);
        assertThat(of(new Box(639.999, 319.999, 640, 320)).mask()[4095]).isTrue();
    }

    @Test
    void theWholeImageIsAllForegroundOfWeightOne() {
        ForegroundLabel label = of(new Box(-50, -50, 900, 900));
        assertThat(label.mask()).containsOnly(true);
        assertThat(label.weight()).containsOnly(1f);
    }

    @Test
    void boxesOutsideOrWithoutAreaAreAbsent() {
        assertThat(of(new Box(640, 0, 700, 50), new Box(5, 5, 5, 50)).mask()).containsOnly(false);
    }

    @Test
    void identicalBoxesAreAsOne() {
        Box box = new Box(105, 20, 132, 30);
        assertThat(of(box, box).weight()).isEqualTo(of(box).weight());
    }

    @Test
    void imagesSmallerThanTheMaskAreCoveredWithoutGaps() {
        // 16 pixels over 64 cells: a box of the left half ends at floor(32 + .99) = 32, itself included.
        ForegroundLabel label = ForegroundLabel.of(16, 16, List.of(new LabelledBox(new Box(0, 0, 8, 16), 1)), 1);
        assertThat(covered(label)).isEqualTo(33 * 64);
    }

    @Test
    void theMirrorSwapsLeftAndRight() {
        ForegroundLabel label = of(new Box(0, 0, 9, 4));
        ForegroundLabel mirrored = label.flip();
        assertThat(label.mask()[0]).isTrue();
        assertThat(mirrored.mask()[63]).isTrue();
        assertThat(mirrored.mask()[0]).isFalse();
        assertThat(mirrored.weight()[63]).isEqualTo(label.weight()[0]);
        assertThat(mirrored.flip().mask()).isEqualTo(label.mask());
    }

    private static ForegroundLabel of(Box... boxes) {
        List<LabelledBox> labelled =
                Arrays.stream(boxes).map(b -> new LabelledBox(b, 1)).toList();
        return ForegroundLabel.of(640, 320, labelled, 1);
    }

    private static int covered(ForegroundLabel label) {
        int count = 0;
        for (boolean cell : label.mask()) {
            count += cell ? 1 : 0;
        }
        return count;
    }
}
