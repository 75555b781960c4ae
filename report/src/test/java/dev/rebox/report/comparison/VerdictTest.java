package dev.rebox.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.compare.PairedBootstrap;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.report.comparison.Comparison.Pair;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final String COCO_UNCLEAR =
            " COCO AP, which asks for closer boxes, does not tell the two apart (−1.0 to +3.0).";

    @Test
    void aClearGainIsNamedWithItsIntervalAndItsLimits() {
        Pair pair = pair(voc(.4, .45, .02, .08), coco(.01, .03));
        assertThat(Verdict.of(pair))
                .isEqualTo(
                        "new has a VOC mAP of 45.0 where old has 40.0: +5.0 points. With other test images of the same kind"
                                + " it would lie between +2.0 and +8.0 points (95 % interval): new is better, and that is hardly due to"
                                + " the choice of test images.");
        assertThat(Verdict.kind(pair)).isEqualTo("better");
    }

    @Test
    void aClearLossNamesTheFirstRun() {
        Pair pair = pair(voc(.4, .35, -.08, -.02), coco(-.03, -.01));
        assertThat(Verdict.of(pair)).contains(": −5.0 points", "(95 % interval): old is better");
        assertThat(Verdict.kind(pair)).isEqualTo("worse");
    }

    @Test
    void anIntervalThatIncludesZeroDecidesNothing() {
        Pair pair = pair(voc(.4, .41, -.005, .025), coco(.01, .03));
        assertThat(Verdict.of(pair))
                .endsWith(
                        "the difference would lie between −0.5 and +2.5 points (95 % interval), which includes 0: these 1,234"
                                + " images do not tell which of the two is better.");
        assertThat(Verdict.kind(pair)).isEmpty();
    }

    @Test
    void whatIsClearAtOneOverlapOnlyIsSaid() {
        assertThat(Verdict.of(pair(voc(.4, .45, .02, .08), coco(-.01, .03)))).endsWith(COCO_UNCLEAR);
    }

    @Test
    void figuresThatContradictEachOtherAreSaid() {
        assertThat(Verdict.of(pair(voc(.4, .45, .02, .08), coco(-.03, -.01))))
                .endsWith(" By COCO AP, which asks for closer boxes, old is better (−3.0 to −1.0).");
        assertThat(Verdict.of(pair(voc(.45, .4, -.08, -.02), coco(.01, .03))))
                .endsWith(" By COCO AP, which asks for closer boxes, new is better (+1.0 to +3.0).");
    }

    private static PairedDifference voc(double first, double second, double low, double high) {
        return new PairedDifference("VOC mAP", first, second, second - first, low, high, .5);
    }

    private static PairedDifference coco(double low, double high) {
        return new PairedDifference("COCO AP", .2, .2 + (low + high) / 2, (low + high) / 2, low, high, .5);
    }

    private static Pair pair(PairedDifference voc, PairedDifference coco) {
        return new Pair("old", "new", new PairedBootstrap(1234, 1000, 0, voc, coco), Map.of(), null);
    }
}
