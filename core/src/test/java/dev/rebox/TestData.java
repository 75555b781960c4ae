package dev.rebox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Data and weights that are not in the repository, since they are too large or not ours to pass on: in the folder that the
 * environment variable {@value #VARIABLE} names, else in {@code shared} beside the checkout. CONTRIBUTING.md says what lies where.
 */
public final class TestData {
    static final String VARIABLE = "REBOX_TEST_DATA";

    private TestData() {}

    /** @param name of a file or folder in it, such as {@code data/bccd}; the test is skipped where it is not at hand */
    public static Path needed(String name) {
        Path path = folder(System.getenv(VARIABLE)).resolve(name);
        assumeTrue(Files.exists(path), "skipped: needs " + path + " (" + VARIABLE + " says where else such data lies)");
        return path;
    }

    /** Tests run in the folder of their module, one below the checkout. */
    static Path folder(@Nullable String given) {
        return given == null || given.isBlank() ? Path.of("../../shared") : Path.of(given);
    }
}
