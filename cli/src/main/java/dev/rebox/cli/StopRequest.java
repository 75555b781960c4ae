package dev.rebox.cli;

import java.util.concurrent.CountDownLatch;
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
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final String answer;

    private StopRequest(String answer) {
        this.answer = answer;
    }

    /** Listens to a training's user from now on, for as long as the program runs. */
    static StopRequest listen() {
        return listen("Stopping in order, with a checkpoint. Once more, and it ends at once.");
    }

    /** Listens from now on, for as long as the program runs. @param answer what the user is told at the first time */
    static StopRequest listen(String answer) {
        StopRequest request = new StopRequest(answer);
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
        System.err.println("\n" + answer);
        arrived.countDown();
    }

    /** Returns when the user has asked. */
    void await() {
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the command in a program of its own may stop it so
        }
    }

    boolean asked() {
        return asked.get();
    }
}
