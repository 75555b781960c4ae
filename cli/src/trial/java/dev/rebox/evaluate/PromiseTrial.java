package dev.rebox.evaluate;

import dev.rebox.config.ConfigReader;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.threshold.MissRateControl;
import dev.rebox.evaluate.threshold.MissRateControl.ImageObjects;
import dev.rebox.evaluate.threshold.MissRatePromise;
import dev.rebox.report.run.TestResults;
import dev.rebox.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A trial: how often the promise of {@code thresholds --miss-rate} is broken. The test images of a finished run are split in two
 * halves at random; the threshold is found on one half, the share of missed objects measured on the other.
 *
 * <p>Arguments: RUN [SPLITS (500)].
 */
public final class PromiseTrial {
    private static final double CONFIDENCE = 0.95;

    private PromiseTrial() {}

    public static void main(String[] args) {
        RunFolder run = RunFolder.open(Path.of(args[0]));
        int splits = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        TestResults results = TestResults.read(run, ConfigReader.read(run.config()));
        List<ImageObjects> images = new ArrayList<>(MissRateControl.images(results.truth(), results.detections()));
        Random random = new Random(1);
        for (double missRate : new double[] {0.05, 0.1, 0.15, 0.2, 0.3}) {
            int broken = 0;
            int refused = 0;
            double missed = 0;
            for (int i = 0; i < splits; i++) {
                Collections.shuffle(images, random);
                int half = images.size() / 2;
                try {
                    MissRatePromise promise =
                            MissRateControl.promise(images.subList(0, half), missRate, CONFIDENCE);
                    double there = MissRateControl.risk(images.subList(half, images.size()), promise.threshold());
                    missed += there;
                    broken += there > missRate ? 1 : 0;
                } catch (DataException e) {
                    refused++;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d images; promised %.2f: broken in %.1f %%, refused in %.1f %% of %d splits; missed %.3f in the mean%n",
                    images.size(),
                    missRate,
                    100.0 * broken / splits,
                    100.0 * refused / splits,
                    splits,
                    missed / Math.max(1, splits - refused));
        }
    }
}
