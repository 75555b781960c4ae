package dev.rebox.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What a user asks with Ctrl-C, or a system with a termination signal: the first time that training ends in order, the
 * second time that the program ends at once. (A shutdown hook would not do: while hooks run, further signals are lost.)
 */
final class StopRequest {
    /** What shells report for a program ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private final AtomicBoolean asked = new AtomicBoolean();

    private StopRequest() {}

    /** Listens from now on, for as long as the program runs. */
    static StopRequest listen() {
        StopRequest request = new StopRequest();
        for (String signal : new String[] {"INT", "TERM", "HUP", "USR1"}) {
            try {
                SignalHandler before = Signal.handle(new Signal(signal), received -> request.received());
                if (before == SignalHandler.SIG_IGN) {
                    Signal.handle(new Signal(signal), before); // whoever started the program wants it so
                }
            } catch (IllegalArgumentException e) {
                // Not a signal of this system, or the JVM was told (-Xrs) to leave signals alone.
            }
        }
        return request;
    }

    private void received() {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        System.err.println("\nStopping in order, with a checkpoint. Once more, and it ends at once.");
    }

    boolean asked() {
        return asked.get();
    }
}
