package dev.rebox.study;

import dev.rebox.error.ReboxException;
import dev.rebox.file.ProcessLock;
import java.nio.file.Path;
import java.util.Optional;

/** That a process is at something that only one may do: a run of a study, or drawing its scenes. It ends with the process. */
final class Claim implements AutoCloseable {
    /** How often it is looked whether other processes are done. */
    private static final int POLL_MILLIS = 1000;

    private final Optional<ProcessLock> lock;

    /** @param what a name, of letters that a file may have */
    Claim(Path study, String what) {
        lock = ProcessLock.tryTake(study.resolve("claims").resolve(what));
    }

    /** Waits until no other process is at it. */
    static Claim await(Path study, String what) {
        while (true) {
            Claim claim = new Claim(study, what);
            if (claim.isHeld()) {
                return claim;
            }
            pause();
        }
    }

    /** @throws ReboxException if interrupted */
    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReboxException("interrupted while other processes finish the study's runs", e);
        }
    }

    /** False where another process is at it. */
    boolean isHeld() {
        return lock.isPresent();
    }

    @Override
    public void close() {
        lock.ifPresent(ProcessLock::close);
    }
}
