package dev.rebox.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the system lets the program read the names of files. */
final class Surroundings {
    /** What a command exits with where data is not usable. */
    static final int NOT_USABLE = 3;

    private Surroundings() {}

    /** A locale of plain ASCII would turn other letters of class names and files into question marks. */
    static void printUnicode() {
        Charset printed = charset(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        if (printed.equals(StandardCharsets.US_ASCII)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }

    /** Why the program cannot go on with these arguments: the system handed over names that it could not decode. */
    static Optional<String> unfit(String... arguments) {
        boolean broken = Stream.of(arguments).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0);
        return broken && !namesAreUnicode() ? Optional.of(advice("an argument")) : Optional.empty();
    }

    /** A name that is not one here. */
    static String unreadable(InvalidPathException e) {
        boolean asks = e.getInput().chars().anyMatch(c -> c > 127);
        return asks && !namesAreUnicode()
                ? advice("'" + e.getInput() + "'")
                : "'" + e.getInput() + "' is not the name of a file here: " + e.getReason();
    }

    private static String advice(String what) {
        return what + " has letters beyond ASCII, and the locale is not UTF-8, so that such files cannot be read: set"
                + " LC_ALL=C.UTF-8";
    }

    private static boolean namesAreUnicode() {
        return charset(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(StandardCharsets.UTF_8);
    }

    /** Of a name that Java gives; plain ASCII for one that it does not know. */
    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII;
        }
    }
}
