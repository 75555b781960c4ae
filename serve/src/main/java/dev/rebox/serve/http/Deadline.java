package dev.rebox.serve.http;

import java.time.Duration;

/** Until when a request must be answered. @param nanos of {@link System#nanoTime()} */
public record Deadline(long nanos) {
    /** From now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Negative when it is over. */
    public Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
