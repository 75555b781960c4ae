package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command run in this process.
 *
 * @param status its exit status
 * @param out what it said on standard output
 * @param err what it said on standard error
 */
record CommandOutput(int status, String out, String err) {
    /** A command that must be refused with this status, in one line that holds the message, and print nothing else. */
    static void refused(int status, String message, String... arguments) {
        CommandOutput output = by(arguments);
        assertThat(output.err().strip()).startsWith("rebox: ").contains(message);
        assertThat(output.err().strip().lines()).hasSize(1);
        assertThat(output.out()).isEmpty();
        assertThat(output.status()).isEqualTo(status);
    }

    /** What it said on standard output, when all went well. */
    String done() {
        assertThat(status).as(err).isZero();
        return out;
    }

    /** The JSON document that it printed, when all went well. */
    JsonNode document() throws JsonProcessingException {
        return new ObjectMapper().readTree(done());
    }

    static CommandOutput by(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(arguments);
            return new CommandOutput(
                    status, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
