package dev.rebox.evaluate;

import java.util.Locale;

/** Figures for people. */
public final class Percent {
    private Percent() {}

    /** A fraction 0..1 in percent; "-" for a figure that is not defined, which is -1 or NaN: there was no truth to measure on. */
    public static String of(double fraction, int digits) {
        return fraction >= 0 ? String.format(Locale.ROOT, "%." + digits + "f", 100 * fraction) : "-";
    }
}
