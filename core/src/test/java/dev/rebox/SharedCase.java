package dev.rebox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Inputs as users have them, which are too many for the repository. */
public final class SharedCase {
    private static final int LONGEST_LINK = 100;

    private SharedCase() {}

    /** A case, copied into a folder so that it can be written to; skips the test where it is not at hand. */
    public static Path copy(String name, Path folder) {
        Path from = TestData.needed("cases/" + name);
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void copy(Path file, Path to) throws IOException {
        if (Files.isSymbolicLink(file)) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(file));
        } else if (Files.isDirectory(file)) {
            Files.createDirectories(to);
        } else if (Files.size(file) < LONGEST_LINK && text(file).startsWith("../")) {
            // The case itself was copied without its links: they became text.
            Files.createSymbolicLink(to, Path.of(text(file).strip()));
        } else {
            Files.copy(file, to);
        }
    }
}
