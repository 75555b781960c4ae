package dev.rebox.recycle;

/** Seeds made of a seed and a number, so that what is drawn for one number does not depend on what was drawn before. */
public final class Seeds {
    /** 2^64 over the golden ratio: neighbouring seeds end up far from each other. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** A seed for a number, such as a step, under a seed. */
    public static long of(long seed, long number) {
        return seed * STEP + number;
    }
}
