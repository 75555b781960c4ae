package dev.rebox.cli;

import dev.rebox.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** Images that cannot be read among others: each is told when it is met, and all once more at the end. */
final class UnreadImages {
    /** What a command exits with where data is not usable. */
    private static final int STATUS = 3;

    private final List<String> lines = new ArrayList<>();

    void add(DataException e) {
        String line = "rebox: " + e.getMessage();
        lines.add(line);
        System.err.println(line);
    }

    /** Lists them where there are several, so that they stand below what was printed meanwhile. @return the exit status */
    int end() {
        if (lines.isEmpty()) {
            return 0;
        }
        if (lines.size() > 1) {
            System.err.println(lines.size() + " images could not be read; the results of the others are whole:");
            lines.forEach(System.err::println);
        }
        return STATUS;
    }
}
