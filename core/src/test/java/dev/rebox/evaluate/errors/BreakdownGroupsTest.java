package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownGroupsTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void theMeanIsOverTheClassesThatHaveObjectsInTheGroup() {
        Dataset truth = dataset(
                LABELS, image("1", object(1, 0, 0, 20, 20), object(2, 100, 0, 20, 20), object(2, 200, 0, 50, 50)));
        List<Breakdown.Group> sizes = Breakdown.of(
                        truth,
                        Map.of("1", List.of(found(1, .9, 0, 0, 20, 20), found(2, .8, 200, 0, 50, 50))),
                        Attribute.SIZE)
                .groups();
        // small: the cat is found, the dog is not; medium: a dog alone
        assertThat(sizes.get(0)).isEqualTo(new Breakdown.Group("small (to 32 x 32)", 2, .5));
        assertThat(sizes.get(1)).isEqualTo(new Breakdown.Group("medium", 1, 1));
    }

    @Test
    void aHitBelongsToTheGroupOfItsObjectNotOfItsBox() {
        // the object has 30 x 30, the box 34 x 30 = 1020 pixels and the other 40 x 30 = 1200
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 30, 30)), image("2", object(1, 0, 0, 60, 60)));
        List<Breakdown.Group> sizes = Breakdown.of(
                        truth,
                        Map.of("1", List.of(found(1, .9, 0, 0, 40, 30)), "2", List.of(found(1, .8, 0, 0, 60, 60))),
                        Attribute.SIZE)
                .groups();
        assertThat(sizes.get(0).ap()).isEqualTo(1);
        assertThat(sizes.get(1).ap()).isEqualTo(1);
    }

    @Test
    void crowdsAndDifficultObjectsAreNotCountedNorDetectionsOnThem() {
        Dataset truth = dataset(
                LABELS, image("1", difficult(1, 0, 0, 20, 20), crowd(1, 300, 0, 25, 25), object(1, 100, 0, 20, 20)));
        Breakdown.Group small = Breakdown.of(
                        truth,
                        Map.of(
                                "1",
                                List.of(
                                        found(1, .9, 0, 0, 20, 20),
                                        found(1, .8, 300, 0, 25, 25),
                                        found(1, .7, 100, 0, 20, 20))),
                        Attribute.SIZE)
                .groups()
                .get(0);
        assertThat(small).isEqualTo(new Breakdown.Group("small (to 32 x 32)", 1, 1));
    }
}
