package dev.rebox.run;

import dev.rebox.error.ReboxException;
import dev.rebox.file.ProcessLock;

/** Keeps a second training out of a run folder. */
public final class RunLock {
    private RunLock() {}

    /** @throws ReboxException if another training holds the folder, or it cannot be written */
    public static ProcessLock take(RunFolder run) {
        return ProcessLock.tryTake(run.lock())
                .orElseThrow(() -> new ReboxException(run.path() + ": process " + ProcessLock.holder(run.lock())
                        + " is training into it. Wait until it ends, or give another 'out'."));
    }
}
