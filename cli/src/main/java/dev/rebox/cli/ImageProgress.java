package dev.rebox.cli;

import java.util.Locale;

/** Says on standard error, a line now and then, how many images are done; nothing where there are few. */
final class ImageProgress {
    private static final long SECONDS = 5;

    private final String of;
    private final long began = System.nanoTime();
    private long told = began;
    private int done;

    /** Of an unknown number of images. */
    ImageProgress() {
        of = "";
    }

    ImageProgress(int images) {
        of = " of " + images;
    }

    /** One more is done. */
    void step() {
        done++;
        long now = System.nanoTime();
        if (now - told > SECONDS * 1_000_000_000L) {
            told = now;
            System.err.printf(
                    Locale.ROOT, "detecting: %d%s images, %.1f a second%n", done, of, done * 1e9 / (now - began));
        }
    }
}
