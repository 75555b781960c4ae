package dev.rebox.tensor.weights.tensorflow;

import java.io.IOException;

/**
 * The fields of one message that may come once. A second one is refused at once: else memory would grow with how often a file
 * repeats what is there.
 */
final class Once {
    private long seen;

    /** @param field its number, below 64 @throws IOException if it came before */
    void come(int field) throws IOException {
        long bit = 1L << field;
        if ((seen & bit) != 0) {
            throw new IOException("field " + field + " of a message comes twice");
        }
        seen |= bit;
    }
}
