package dev.rebox.cli;

import dev.rebox.data.ImageException;
import dev.rebox.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Images that could not be read while the others were: each gets a line when it is met, and all are listed at the end. */
final class UnreadImages {
    /** So many are named at the end. */
    private static final int MOST = 20;

    private final String consequence;
    private final boolean alone;
    private final List<DataException> failures = new ArrayList<>();

    /**
     * @param consequence what is said behind each of them, or nothing
     * @param alone whether there is one image only, of which nothing needs to be said twice
     */
    UnreadImages(String consequence, boolean alone) {
        this.consequence = consequence;
        this.alone = alone;
    }

    void add(DataException failure) {
        failures.add(failure);
        if (alone) {
            return;
        }
        String message = failure.getMessage();
        String end = consequence.isEmpty() ? "" : (message.endsWith(".") ? " " : ". ") + consequence;
        System.err.println("rebox: " + message + end);
    }

    int count() {
        return failures.size();
    }

    /** Ends with the status of unusable data where there were any. @param all images, these and the sound ones */
    void throwIfAny(int all) {
        if (failures.isEmpty()) {
            return;
        }
        if (alone) {
            throw failures.get(0);
        }
        int more = failures.size() - MOST;
        String names = failures.stream().limit(MOST).map(UnreadImages::name).collect(Collectors.joining(", "));
        throw new DataException(failures.size() + " of " + all + " images could not be read: " + names
                + (more > 0 ? " and " + more + " more" : ""));
    }

    /** The file, or what the user named. */
    private static String name(DataException failure) {
        if (failure instanceof ImageException one) {
            return one.example().image().toString();
        }
        String message = failure.getMessage();
        int end = message.indexOf(": ");
        return end < 0 ? message : message.substring(0, end);
    }
}
