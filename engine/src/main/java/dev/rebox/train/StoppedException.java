package dev.rebox.train;

import dev.rebox.error.ReboxException;
import dev.rebox.run.RunFolder;

/** Training ended early because its user asked for it; what is needed to go on is on disk. */
public final class StoppedException extends ReboxException {
    /** What shells report for a program ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    StoppedException(String where, RunFolder run) {
        super("stopped " + where + ". Go on with: rebox train " + run.config() + " resume=true");
    }

    @Override
    public int exitStatus() {
        return INTERRUPTED;
    }
}
