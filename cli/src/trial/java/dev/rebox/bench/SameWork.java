package dev.rebox.bench;

import dev.rebox.config.Config;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.PlainDetector;
import dev.rebox.model.Model;
import dev.rebox.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;

/** Checks that the plain detector is the same network as Rebox's. */
final class SameWork {
    private static final int SEED = 0;

    private SameWork() {}

    /** A plain detector with the weights of a new Rebox model, whose losses and numbers of parameters it has. */
    static PlainDetector copy(Config config, Sample sample, LabelMap labels, double tolerance) {
        PlainDetector plain = new PlainDetector(config.model(), labels.size());
        try (Model model = Model.create(config, labels);
                PointerScope scope = new PointerScope()) {
            plain.place().tensors().copy(model.detector().parameters());
            same(
                    "trained numbers",
                    model.detector().parameters().trainedCount(),
                    plain.place().tensors().trainedCount());
            int regions = config.train().regions();
            Map<String, Float> expected = model.detector()
                    .losses(List.of(sample), regions, Precision.FLOAT32, new SplittableRandom(SEED))
                    .values();
            Map<String, Float> found = plain.losses(sample, regions, Precision.FLOAT32, new SplittableRandom(SEED))
                    .values();
            expected.forEach((name, loss) -> {
                if (!(Math.abs(loss - found.get(name)) <= tolerance)) {
                    throw new IllegalStateException("losses: Rebox " + expected + ", plain " + found);
                }
            });
        }
        return plain;
    }

    static void same(String what, long rebox, long plain) {
        if (rebox != plain) {
            throw new IllegalStateException(what + ": Rebox " + rebox + ", plain " + plain);
        }
    }
}
