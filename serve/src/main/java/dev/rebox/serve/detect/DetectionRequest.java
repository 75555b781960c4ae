package dev.rebox.serve.detect;

import dev.rebox.serve.http.RequestException;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know.
 *
 * @param threshold the least score, 0..1; none: what was chosen for each class, else 0.5
 * @param explain whether to tell what the refinement did to each score
 */
public record DetectionRequest(List<Upload> images, OptionalDouble threshold, boolean explain) {
    /** A threshold as it stands in an address; null or empty is none. @throws RequestException (400) where it is not a score */
    public static OptionalDouble threshold(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new RequestException(400, "threshold: '" + text + "' is not a number between 0 and 1");
    }
}
