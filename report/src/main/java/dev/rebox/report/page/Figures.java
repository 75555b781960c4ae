package dev.rebox.report.page;

import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private Figures() {}

    /** A fraction in percent with one decimal, or a dash where it is negative or no number: there was nothing to measure. */
    public static String percent(double fraction) {
        return fraction >= 0 ? String.format(Locale.ROOT, "%.1f", 100 * fraction) : "–";
    }

    /** A difference of fractions in points with its sign. */
    public static String points(double difference) {
        double rounded = Math.round(1000 * difference) / 10.0;
        String sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "±";
        return sign + String.format(Locale.ROOT, "%.1f", Math.abs(rounded));
    }

    /** A number with so many digits that three of them tell something. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        if (size < 1e-3 || size >= 1e7) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, size < 1 ? "%.3f" : size < 100 ? "%.2f" : "%,.0f", value);
    }

    /** "1 box", "2 boxes". */
    public static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
