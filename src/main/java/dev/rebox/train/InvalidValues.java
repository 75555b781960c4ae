package dev.rebox.train;

import dev.rebox.data.loader.Sample;
import dev.rebox.error.ConfigException;
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

    private int skipsLeft;

    /** @param policy {@code stop} or {@code skip N} */
    InvalidValues(String policy) {
        if (policy.matches("skip \\d{1,9}")) {
            skipsLeft = Integer.parseInt(policy.substring("skip ".length()));
        } else if (!policy.equals("stop")) {
            throw new ConfigException("train.onInvalid: '" + policy + "' is neither 'stop' nor 'skip N'.");
        }
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
        String message = "step " + step + ": " + what + " is not a finite number. Pictures: "
                + samples.stream().map(InvalidValues::described).collect(Collectors.joining("; "));
        if (skipsLeft == 0) {
            throw new ReboxException(message
                    + ". Nothing of this step was applied. A smaller train.learningRate or a train.warmup usually helps;"
                    + " check those boxes.");
        }
        skipsLeft--;
        LOG.warn("{}. The step is left out ({} more may be).", message, skipsLeft);
    }

    private static String described(Sample sample) {
        return sample.example().id() + " with boxes "
                + sample.example().annotations().stream()
                        .map(a -> a.box().toString().replace("Box", ""))
                        .collect(Collectors.joining(", "));
    }
}
