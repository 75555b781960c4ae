package dev.rebox.cli;

/** Says on standard error, a line now and then, how many pictures are done; nothing where there are few. */
final class PictureProgress {
    private static final long SECONDS = 5;

    private final String of;
    private final long began = System.nanoTime();
    private long said = began;
    private int done;

    /** Of an unknown number of pictures. */
    PictureProgress() {
        of = "";
    }

    PictureProgress(int pictures) {
        of = " of " + pictures;
    }

    /** One more is done. */
    void step() {
        done++;
        long now = System.nanoTime();
        if (now - said > SECONDS * 1_000_000_000L) {
            said = now;
            System.err.printf("detecting: %d%s pictures, %.1f a second%n", done, of, done * 1e9 / (now - began));
        }
    }
}
