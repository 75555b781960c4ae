package dev.rebox.data.subset;

import dev.rebox.data.Dataset;
import dev.rebox.error.DataException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a data set by its size, or all but that part: {@code 12.5%} and {@code -12.5%}. Together they are the whole, so
 * that who has no validation set takes the one to train on and the other to choose by. Which images they are depends on
 * nothing but the data: every run, whatever its seed, is measured on the same.
 *
 * @param percent of the images, above 0 and below 100
 * @param rest whether it is all but those
 */
public record Share(double percent, boolean rest) {
    private static final Pattern FORM = Pattern.compile("(-?)(\\d+(?:\\.\\d+)?)%");
    private static final long SEED = 0;

    /** Reads {@code 12.5%} or {@code -12.5%}; empty where the text is something else. @throws DataException for 0% and 100% */
    public static Optional<Share> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double percent = Double.parseDouble(matcher.group(2));
        if (!(percent > 0 && percent < 100)) {
            throw new DataException("':" + text + "': a part of a data set is above 0% and below 100%");
        }
        return Optional.of(new Share(percent, !matcher.group(1).isEmpty()));
    }

    /** The part, in the data set's own order, each class near its share. @throws DataException for fewer than two images */
    public Dataset of(Dataset data) {
        if (data.examples().size() < 2) {
            throw new DataException(
                    data.name() + ": " + data.examples().size() + " images cannot be parted: two are needed at least");
        }
        return rest ? Fraction.without(data, percent / 100, SEED) : Fraction.of(data, percent / 100, SEED);
    }

    @Override
    public String toString() {
        return (rest ? "-" : "") + String.valueOf(percent).replaceFirst("\\.0$", "") + "%";
    }
}
