package dev.rebox.study;

import dev.rebox.file.ProcessLock;
import java.nio.file.Path;
import java.util.Optional;

/** That a process is at something that only one may do: a run of a study, or drawing its scenes. It ends with the process. */
final class Claim implements AutoCloseable {
    private final Optional<ProcessLock> lock;

    /** @param what a name, of letters that a file may have */
    Claim(Path study, String what) {
        lock = ProcessLock.tryTake(study.resolve("claims").resolve(what));
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
