package dev.rebox.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Many pictures on standard error: a bar on a terminal, a few lines elsewhere, nothing for few pictures. */
final class PictureProgress implements AutoCloseable {
    private static final int FEW = 20;
    private static final int LINES = 10;

    private final String task;
    private final int pictures;
    private final ProgressBar bar;
    private int done;

    PictureProgress(String task, int pictures) {
        this.task = task;
        this.pictures = pictures;
        boolean shown = pictures > FEW && System.console() != null;
        bar = shown
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(pictures)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()
                : null;
    }

    /** One more is done. */
    void step() {
        done++;
        if (bar != null) {
            bar.step();
        } else if (pictures > FEW && done % Math.max(1, pictures / LINES) == 0) {
            System.err.println(task + ": " + done + " of " + pictures + " pictures");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
