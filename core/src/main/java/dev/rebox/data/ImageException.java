package dev.rebox.data;

import dev.rebox.error.DataException;

/** One image that cannot be read, or does not fit its annotation; the others may be sound. */
public final class ImageException extends DataException {
    private final transient Example example;

    /** @param what names the file and what is wrong with it */
    public ImageException(Example example, String what, Throwable cause) {
        super(place(example) + what, cause);
        this.example = example;
    }

    public ImageException(Example example, String what) {
        this(example, what, null);
    }

    /** An image without annotations has no other id than its file. */
    private static String place(Example example) {
        return example.id().equals(example.image().toString()) ? "" : "image " + example.id() + ": ";
    }

    /** The image concerned. */
    public Example example() {
        return example;
    }
}
