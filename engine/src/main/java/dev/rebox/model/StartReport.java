package dev.rebox.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What a new detector took from a trained one.
 *
 * @param file the trained one
 * @param taken the parts that fit, e.g. {@code backbone}
 * @param anew the parts that begin as in any new detector
 * @param known classes whose rows were taken
 * @param unknown classes that begin anew
 */
public record StartReport(Path file, List<String> taken, List<String> anew, List<String> known, List<String> unknown) {
    public StartReport {
        taken = List.copyOf(taken);
        anew = List.copyOf(anew);
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** In one line. */
    @Override
    public String toString() {
        return "Start from " + file + ". Taken: " + listed(taken) + "; classes " + listed(known) + ". Anew: "
                + listed(anew) + "; classes " + listed(unknown) + ".";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
