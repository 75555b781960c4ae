package dev.rebox.model;

import dev.rebox.config.TrainConfig;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.tensor.Workers;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Batch normalisation for a network that starts from scratch: the first images run through it with their own
 * statistics, which are stored and frozen then. Without this nothing would be normalised, and deep networks explode.
 */
public final class Calibration {
    /** Enough for the running means, which forget a tenth with each image. */
    public static final int IMAGES = 48;

    private Calibration() {}

    public static void run(TwoStageDetector detector, Iterable<List<Sample>> batches, TrainConfig train) {
        detector.trainNormalization(true);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            for (List<Sample> samples : batches) {
                try (PointerScope scope = new PointerScope()) {
                    // Each part moves the statistics that the next one moves on.
                    Workers.inTurn(() -> detector.losses(
                            samples, train.regions(), train.precision(), new SplittableRandom(train.seed())));
                }
            }
        } finally {
            detector.trainNormalization(false);
        }
    }
}
