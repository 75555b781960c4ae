package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.errors.Breakdown.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static final Dataset TRUTH = dataset(
            LabelMap.of(List.of("cat")),
            // the first two are neighbours, the third is alone
            image("1", object(1, 0, 0, 20, 20), object(1, 25, 0, 20, 20), object(1, 200, 200, 50, 50)));

    @Test
    void apOfEachSizeSeesItsOwnObjectsAndFalsePositives() {
        Breakdown sizes = Breakdown.of(
                TRUTH,
                Map.of(
                        "1",
                        List.of(
                                found(1, .9, 400, 400, 50, 50), // a medium false positive
                                found(1, .8, 0, 0, 20, 20),
                                found(1, .7, 200, 200, 50, 50))),
                Attribute.SIZE);
        assertThat(sizes.groups())
                .containsExactly(
                        new Group("small (to 32 x 32)", 2, .5),
                        new Group("medium", 1, .5),
                        new Group("large (from 96 x 96)", 0, -1));
    }

    @Test
    void neighboursAreThoseThatMeetTheBoxAtTwiceItsSides() {
        Breakdown neighbours =
                Breakdown.of(TRUTH, Map.of("1", List.of(found(1, .9, 200, 200, 50, 50))), Attribute.NEIGHBOURS);
        assertThat(neighbours.groups())
                .containsExactly(
                        new Group("0", 1, 1),
                        new Group("1", 2, 0),
                        new Group("2 or 3", 0, -1),
                        new Group("4 or more", 0, -1));
    }
}
