package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationTest {
    private static final Origin WHERE = new Origin(Path.of("a.json"), 3, 7);

    @Test
    void theAreaOfAnOutlineGoesWithItsBox() {
        // 60 of 10 x 10 pixels; of 5 x 10 it is 30
        Annotation whole = new Annotation(Box.ofSize(0, 0, 10, 10), 2, true, true, true, 60, WHERE);
        Annotation half = whole.withBox(Box.ofSize(5, 0, 5, 10));
        assertThat(half).isEqualTo(new Annotation(Box.ofSize(5, 0, 5, 10), 2, true, true, true, 30, WHERE));
    }

    @Test
    void aBoxThatHadNoAreaTakesThatOfTheNewOne() {
        Annotation line = Annotation.of(Box.ofSize(0, 0, 0, 10), 1);
        assertThat(line.withBox(Box.ofSize(0, 0, 3, 4)).area()).isEqualTo(12);
    }

    @Test
    void anotherLabelChangesNothingElse() {
        Annotation dog = new Annotation(Box.ofSize(1, 2, 3, 4), 2, true, false, true, 6, WHERE);
        assertThat(dog.withLabel(5)).isEqualTo(new Annotation(Box.ofSize(1, 2, 3, 4), 5, true, false, true, 6, WHERE));
    }

    @Test
    void labelsAreRecycledFromAllButCrowds() {
        Annotation difficult = new Annotation(Box.ofSize(0, 0, 2, 2), 1, true, false, false, 4);
        Annotation crowd = new Annotation(Box.ofSize(0, 0, 9, 9), 2, false, false, true, 81);
        Example example = new Example("1", Path.of("1.jpg"), 10, 10, List.of(difficult, crowd));
        assertThat(example.recyclableBoxes()).containsExactly(new LabelledBox(Box.ofSize(0, 0, 2, 2), 1));
    }

    @Test
    void withoutDifficultBoxesTheOthersKeepTheirOrder() {
        Annotation first = Annotation.of(Box.ofSize(0, 0, 2, 2), 1);
        Annotation difficult = new Annotation(Box.ofSize(0, 0, 2, 2), 1, true, false, false, 4);
        Annotation last = Annotation.of(Box.ofSize(1, 1, 2, 2), 1);
        Dataset data = new Dataset(
                "d",
                Dataset.Format.VOC,
                LabelMap.of(List.of("cat")),
                List.of(new Example("1", Path.of("1.jpg"), 9, 9, List.of(first, difficult, last))));
        assertThat(data.boxes()).isEqualTo(3);
        assertThat(data.withoutDifficult().examples().get(0).annotations()).containsExactly(first, last);
    }
}
