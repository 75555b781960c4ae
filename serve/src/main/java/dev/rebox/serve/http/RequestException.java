package dev.rebox.serve.http;

import java.util.OptionalInt;

/** A request that is not answered with what it asked for. The message says to the client what is wrong and what to do. */
public final class RequestException extends RuntimeException {
    private final int status;
    private final transient OptionalInt retryAfter;

    /** @param status of HTTP */
    public RequestException(int status, String message) {
        this(status, message, OptionalInt.empty());
    }

    private RequestException(int status, String message, OptionalInt retryAfter) {
        super(message, null, false, false); // an answer, not an accident: no stack trace is kept
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The server has too much to do just now (503). @param seconds after which to try again */
    public static RequestException busy(String message, int seconds) {
        return new RequestException(503, message, OptionalInt.of(Math.max(1, seconds)));
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** Seconds after which the client may try again. */
    public OptionalInt retryAfter() {
        return retryAfter;
    }
}
