package dev.rebox.serve.http;

import dev.rebox.error.ConfigException;
import java.time.Duration;

/**
 * What a server takes upon itself.
 *
 * @param bodyBytes the longest body of a request
 * @param allBodiesBytes the bodies of all requests that are under way, together
 * @param megapixels the largest image, in millions of pixels as its header says; it takes about 6 bytes of the Java heap for each
 *     pixel while it is decoded
 * @param time from the first byte of a body to the answer
 */
public record Limits(long bodyBytes, long allBodiesBytes, double megapixels, Duration time) {
    private static final long MEGABYTE = 1_000_000;
    private static final long LONGEST_BODY = 1000 * MEGABYTE;

    public static final Limits STANDARD = of(32, 50, 30);

    public Limits {
        if (bodyBytes < 1 || bodyBytes > LONGEST_BODY) {
            throw new ConfigException("--max-body: " + bodyBytes / MEGABYTE + " MB is not between 1 and 1000");
        }
        if (!(megapixels > 0 && megapixels <= 700)) {
            throw new ConfigException("--megapixels: " + megapixels + " is not between 0 and 700");
        }
        if (time.isNegative() || time.isZero()) {
            throw new ConfigException("--time-limit: " + time.toSeconds() + " is less than one second");
        }
    }

    /** Limits in megabytes, megapixels and seconds; all bodies together may be eight times as long as one. */
    public static Limits of(int bodyMegabytes, double megapixels, int seconds) {
        long body = bodyMegabytes * MEGABYTE;
        return new Limits(body, 8 * body, megapixels, Duration.ofSeconds(seconds));
    }
}
