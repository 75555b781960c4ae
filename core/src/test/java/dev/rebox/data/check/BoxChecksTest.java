package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxChecksTest {
    private static final BoxChecks COCO = new BoxChecks(Dataset.Format.COCO);

    private static Annotation box(double x1, double y1, double x2, double y2) {
        return Annotation.of(new Box(x1, y1, x2, y2), 1);
    }

    private static List<Problem> problems(Annotation... boxes) {
        return COCO.of(new Example("1", Path.of("1.jpg"), 200, 100, List.of(boxes)), 200, 100);
    }

    private static boolean fine(double x1, double y1, double x2, double y2) {
        return problems(box(x1, y1, x2, y2)).isEmpty();
    }

    private static boolean error(double x1, double y1, double x2, double y2) {
        return problems(box(x1, y1, x2, y2)).get(0).isError();
    }

    @Test
    void halfAPixelOverTheBorderIsRounding() {
        assertThat(fine(-.5, 10, 50, 50)).isTrue();
        assertThat(fine(10, 10, 50, 100.5)).isTrue();
        assertThat(fine(-.51, 10, 50, 50)).isFalse();
        assertThat(fine(10, 10, 200.51, 50)).isFalse();
    }

    @Test
    void aTwentiethOfEachSideIsSlight() {
        // 10 pixels of 200, 5 of 100
        assertThat(error(-10, 10, 50, 50)).isFalse();
        assertThat(error(-10.1, 10, 50, 50)).isTrue();
        assertThat(error(10, 10, 50, 105)).isFalse();
        assertThat(error(10, 10, 50, 105.1)).isTrue();
        assertThat(error(10, -5.1, 50, 50)).isTrue();
        assertThat(error(10, 10, 210.1, 50)).isTrue();
    }

    @Test
    void twoPixelsAreSlightInASmallImage() {
        Example small = new Example("1", Path.of("1.jpg"), 10, 10, List.of());
        assertThat(COCO.fault(small, box(-2, 0, 5, 5), 10, 10))
                .hasValueSatisfying(p -> assertThat(p.isError()).isFalse());
        assertThat(COCO.fault(small, box(-2.1, 0, 5, 5), 10, 10))
                .hasValueSatisfying(p -> assertThat(p.isError()).isTrue());
    }

    @Test
    void theDetailNamesBoxAndImage() {
        assertThat(problems(box(-3, 1.5, 50, 50)).get(0).detail())
                .isEqualTo("box [-3, 1.50, 50, 50] leaves the image of 200 x 100 pixels slightly; training clips it");
        assertThat(problems(box(250, 0, 260, 5)).get(0).detail())
                .isEqualTo("box [250, 0, 260, 5] lies wholly outside the image of 200 x 100 pixels");
        assertThat(problems(box(5, 5, 5, 9)).get(0).detail())
                .isEqualTo("box [5, 5, 5, 9] has no area to speak of: it is 0 x 4 pixels");
    }

    @Test
    void oneVocPixelIsNoBoxWhileCocosMayBeThinner() {
        Example example = new Example("1", Path.of("1.jpg"), 200, 100, List.of());
        BoxChecks voc = new BoxChecks(Dataset.Format.VOC);
        assertThat(voc.fault(example, box(5, 5, 6, 50), 200, 100)).isPresent();
        assertThat(voc.fault(example, box(5, 5, 6.1, 50), 200, 100)).isEmpty();
        assertThat(COCO.fault(example, box(5, 5, 5.1, 50), 200, 100)).isEmpty();
    }

    @Test
    void aNumberThatIsNoneMakesABoxUseless() {
        assertThat(problems(box(Double.NaN, 5, 9, 9))).extracting(Problem::kind).containsExactly(Kind.BOX_WITHOUT_AREA);
    }

    @Test
    void inAnImageOfUnknownSizeNothingIsOutside() {
        Example unknown = new Example("1", Path.of("1.jpg"), 0, 0, List.of(box(-90, 5, 5000, 9)));
        assertThat(COCO.of(unknown, 0, 0)).isEmpty();
    }

    @Test
    void nineTenthsInCommonAreOneObjectMarkedTwice() {
        Annotation first = box(0, 0, 10, 100);
        assertThat(problems(first, box(0, 0, 10, 90))).extracting(Problem::kind).containsExactly(Kind.DUPLICATE_BOX);
        assertThat(problems(first, box(0, 0, 10, 89))).isEmpty();
        assertThat(problems(first, first.withLabel(2))).isEmpty();
        assertThat(problems(first, new Annotation(first.box(), 1, false, false, true, 9)))
                .isEmpty();
    }

    @Test
    void aThirdCopyIsToldOnceAndPointsToTheFirst() {
        Annotation numbered =
                new Annotation(new Box(0, 0, 10, 90), 1, false, false, false, 9, new Origin(Path.of("a.json"), 7, 31));
        List<Problem> copies = problems(numbered, box(0, 0, 10, 90), box(0, 0, 10, 90));
        assertThat(copies).hasSize(2);
        assertThat(copies)
                .extracting(Problem::detail)
                .containsOnly("[0, 0, 10, 90] is the same box as [0, 0, 10, 90], annotation 31");
        assertThat(problems(numbered, box(0, 0, 10, 100)).get(0).detail())
                .isEqualTo("[0, 0, 10, 100] is nearly the same box (IoU 0.90) as [0, 0, 10, 90], annotation 31");
    }
}
