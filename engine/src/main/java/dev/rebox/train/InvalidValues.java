package dev.rebox.train;

import dev.rebox.config.SkippedSteps;
import dev.rebox.data.loader.Sample;
import dev.rebox.error.ReboxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do about the first loss or gradient that is not a number: stop, or leave out a number of such steps. */
final class InvalidValues {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidValues.class);

    private static final String ADVICE = "The last checkpoint stays: go on from it (resume=true) with a smaller"
            + " train.learningRate or with a train.warmup, and check those boxes.";

    private final int allowed;
    private int skipped;

    /** @param policy {@code stop} or {@code skip N} */
    InvalidValues(String policy) {
        allowed = SkippedSteps.allowed(policy);
    }

    /** Steps left out so far. */
    int skipped() {
        return skipped;
    }

    /** The run goes on after so many steps left out. */
    void skipped(int before) {
        skipped = before;
    }

    /** The name of the first loss that is not finite. */
    static Optional<String> loss(Map<String, Float> losses) {
        return losses.entrySet().stream()
                .filter(e -> !Float.isFinite(e.getValue()))
                .map(e -> "loss '" + e.getKey() + "'")
                .findFirst();
    }

    /** Says what happened; returns if the step may be left out, else throws. The parameters are as before the step. */
    void met(long step, String what, List<Sample> samples) {
        String message = "step " + step + ": " + what + " is not a finite number. Images: "
                + samples.stream().map(InvalidValues::described).collect(Collectors.joining("; "));
        if (skipped >= allowed) {
            throw new ReboxException(message + ". Nothing of this step was applied. " + ADVICE);
        }
        skipped++;
        LOG.warn("{}. The step is left out ({} more may be).", message, allowed - skipped);
    }

    /** A step that was applied has driven a parameter out of the numbers. */
    ReboxException ruined(long step, String parameter) {
        return new ReboxException("step " + step + ": parameter '" + parameter + "' is not finite any more. " + ADVICE);
    }

    private static String described(Sample sample) {
        return sample.example().id() + " with boxes "
                + sample.example().annotations().stream()
                        .map(a -> a.box().toString().replace("Box", ""))
                        .collect(Collectors.joining(", "));
    }
}
