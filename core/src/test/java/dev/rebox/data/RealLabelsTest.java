package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestData;
import dev.rebox.box.Box;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.RecycledLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels recycled from two real images, against numbers worked out by hand from their annotation files. */
class RealLabelsTest {
    /**
     * An aeroplane 272 x 106 with a second one inside, and two persons of 19 x 50, one of which stands 4 rows deep in the
     * aeroplane's box, in 500 x 281 pixels (the file counts pixels from 1). Areas: aeroplane 28,832, person 1,900, together
     * 28,832 + 1,900 - 19 * 4 = 30,656, free 140,500 - 30,656 = 109,844. Mask: columns 13..48 and rows 17..42 are 936 cells, the
     * left person 4 x 14 more, the other 5 x 14 less the 5 x 3 inside: 1,047.
     */
    @Test
    void anImageOfPascalVoc() {
        Dataset data = open("voc2012-sample");
        RecycledLabels labels = labels(data, "2007_000032", new Box(0, 0, 500, 281));
        double sum = Math.sqrt(109_844) + Math.sqrt(28_832) + Math.sqrt(1_900); // 544.82
        int aeroplane = data.labels().label("aeroplane");
        int person = data.labels().label("person");
        double[] window = labels.multiObject()[0];
        assertThat(window[0]).isCloseTo(331.4272 / sum, within(1e-6));
        assertThat(window[aeroplane]).isCloseTo(169.7999 / sum, within(1e-6));
        assertThat(window[person]).isCloseTo(43.5890 / sum, within(1e-6));
        // Only one other class: whatever the distances, it has the whole label.
        assertThat(labels.closeness()[0][person]).isEqualTo(1);
        assertThat(labels.closeness()[2][aeroplane]).isEqualTo(1);
        assertCovered(labels.foreground(), 1047);
    }

    /**
     * Three persons, a handbag and a boat (four more boxes are crowds and take no part), 450 x 300 pixels. Person 2 is
     * centred in (401.135, 174.945), the handbag in (382.15, 218.505): 47.52 pixels of a diagonal of 540.83, closeness
     * .91214; the boat in (247.5, 80.445): .66649. A window of x 200..450, y 50..150 holds 9,645.136 of persons, 839.3478 of
     * the handbag and all 3,435.489 of the boat; 13,153.9897 together (counted on a raster of hundredths of a pixel). Mask: 91 + 120 + 154 cells of the boxes apart, 742 + 420 - 11 * 35 of person
     * 2 and the handbag: 1,142.
     */
    @Test
    void anImageOfCoco() {
        Dataset data = open("coco-people/scene30-train.json");
        RecycledLabels labels = labels(data, "1268", new Box(200, 50, 450, 150));
        int person = data.labels().label("person");
        int handbag = data.labels().label("handbag");
        int boat = data.labels().label("boat");
        assertThat(labels.closeness()).hasDimensions(5, 31);
        assertThat(labels.closeness()[1][handbag]).isCloseTo(.91214 / (.91214 + .66649), within(1e-5));
        assertThat(labels.closeness()[0][boat]).isCloseTo(.618082, within(1e-6));
        assertThat(labels.closeness()[2][handbag]).isCloseTo(.512877, within(1e-6));
        double[] window = labels.multiObject()[0];
        assertThat(window[0]).isCloseTo(.369406, within(1e-4));
        assertThat(window[person]).isCloseTo(.333328, within(1e-4));
        assertThat(window[handbag]).isCloseTo(.098331, within(1e-4));
        assertThat(window[boat]).isCloseTo(.198935, within(1e-4));
        assertCovered(labels.foreground(), 1142);
    }

    private static void assertCovered(ForegroundLabel label, int cells) {
        int covered = 0;
        for (boolean cell : label.mask()) {
            covered += cell ? 1 : 0;
        }
        assertThat(covered).isEqualTo(cells);
    }

    private static Dataset open(String name) {
        return Datasets.open(TestData.needed("data/" + name).toString());
    }

    private static RecycledLabels labels(Dataset data, String id, Box window) {
        Example example = data.examples().stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow();
        return RecycledLabels.of(
                example.width(),
                example.height(),
                example.recyclableBoxes(),
                data.labels().size(),
                List.of(window));
    }
}
