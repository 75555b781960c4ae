package dev.rebox.evaluate.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.threshold.MissRateControl.ImageObjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MissRateControlTest {
    /** Of nothing missed in n images Hoeffding's bound is (1 - claimed) to the n: .9^29 = .047. */
    @Test
    void theBoundOfNothingMissed() {
        assertThat(MissRateControl.pValue(0, 29, .1)).isEqualTo(Math.pow(.9, 29), within(1e-12));
        assertThat(Math.pow(.9, 28)).isGreaterThan(.05);
        assertThat(MissRateControl.pValue(.2, 29, .1))
                .as("nothing speaks against it")
                .isEqualTo(1);
    }

    /** e times P(at most 1 of 2 at one half) = 2.04 is worse than Hoeffding's 2 (.5 ln 1 + .5 ln 1) = 0, that is 1. */
    @Test
    void theSmallerOfTwoBounds() {
        assertThat(MissRateControl.pValue(.5, 2, .5)).isEqualTo(1);
        // n = 100, measured .04 against .1: Hoeffding exp(-100 (.04 ln .4 + .96 ln(.96 / .9))) = .0797
        assertThat(MissRateControl.pValue(.04, 100, .1))
                .isEqualTo(
                        Math.min(
                                Math.exp(-100 * (.04 * Math.log(.4) + .96 * Math.log(.96 / .9))),
                                Math.E * 0.02371), // P(at most 4 of 100 at .1) = .02371
                        within(1e-4));
    }

    /** Every image has ten objects, found with the scores .1, .2, .. 1: at .2 a tenth is missed. */
    @Test
    void theHighestThresholdThatKeepsThePromise() {
        List<ImageObjects> images =
                Collections.nCopies(100, new ImageObjects(new double[] {.1, .2, .3, .4, .5, .6, .7, .8, .9, 1}, 10));
        MissRatePromise promise = MissRateControl.promise(images, .3, .95);
        // .2 missed of 100: exp(-100 (.2 ln(2/3) + .8 ln(8/7))) = .076 is not enough; Bentkus e P(at most 20 of 100) =
        // .045 is
        assertThat(promise.threshold()).isEqualTo(.3);
        assertThat(promise.measured()).isEqualTo(.2, within(1e-12));
        assertThat(promise.images()).isEqualTo(100);
        assertThat(MissRateControl.promise(images, .25, .95).threshold()).isEqualTo(.2);
    }

    @Test
    void whatCannotBePromisedIsTold() {
        List<ImageObjects> few = Collections.nCopies(28, new ImageObjects(new double[] {.9}, 1));
        assertThatThrownBy(() -> MissRateControl.promise(few, .1, .95))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("too few for that: 28 show objects")
                .hasMessageContaining("needs 29");
        assertThat(MissRateControl.promise(Collections.nCopies(29, few.get(0)), .1, .95)
                        .threshold())
                .isEqualTo(.9);
        List<ImageObjects> blind = Collections.nCopies(100, new ImageObjects(new double[] {.9}, 2));
        assertThatThrownBy(() -> MissRateControl.promise(blind, .1, .95))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("misses 50.0 %");
        assertThatThrownBy(() -> MissRateControl.refuseImpossible(0, .95))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--miss-rate: 0.0");
        assertThatThrownBy(() -> MissRateControl.refuseImpossible(.1, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--confidence: 1.0");
    }

    /** In 500 random splits of images whose risk is known, the risk of the other half breaks the promise in at most 5 %. */
    @Test
    void thePromiseIsKept() {
        Random random = new Random(5);
        List<ImageObjects> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int objects = 1 + random.nextInt(6);
            double hard = random.nextDouble();
            all.add(new ImageObjects(
                    random.doubles(objects)
                            .map(x -> Math.sqrt(x) * (1 - .5 * hard))
                            .filter(score -> score > .05)
                            .toArray(),
                    objects));
        }
        int broken = 0;
        for (int split = 0; split < 500; split++) {
            Collections.shuffle(all, random);
            MissRatePromise promise = MissRateControl.promise(all.subList(0, 300), .1, .95);
            broken += MissRateControl.risk(all.subList(300, 600), promise.threshold()) > .1 ? 1 : 0;
            assertThat(promise.threshold()).as("it is of use").isGreaterThan(.05);
        }
        assertThat(broken).isLessThanOrEqualTo(25);
    }
}
