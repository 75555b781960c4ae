package dev.rebox.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.io.PrintStream;

/** The one JSON document that a command prints on standard output with {@code --json}. */
final class Json {
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private Json() {}

    /** Writes it as it is read: an iterator in a document need not hold all of its elements at once. */
    static void print(PrintStream out, Object document) {
        try {
            WRITER.writeValue(out, document);
            out.println();
        } catch (IOException e) {
            if (e.getCause() instanceof ReboxException known) {
                throw known;
            }
            throw new IllegalStateException(e);
        }
    }
}
