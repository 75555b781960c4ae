package dev.rebox.data.image;

import java.io.IOException;

/** A sound file of a kind that is not read; its message says which, and what to do. */
final class NotReadException extends IOException {
    private static final long serialVersionUID = 1L;

    NotReadException(String message) {
        super(message);
    }
}
