package dev.rebox.study;

import dev.rebox.error.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arms are compared fairly only if they were trained on the same boxes. */
final class SameData {
    private SameData() {}

    /** @throws DataException naming two runs that should have had the same training or test data and had not */
    static void check(List<RunResult> results) {
        Map<String, RunResult> first = new HashMap<>();
        for (RunResult result : results) {
            RunResult other = first.putIfAbsent(result.fraction() + " " + result.seed(), result);
            if (other != null && !other.dataHash().equals(result.dataHash())) {
                throw new DataException(other.id() + " and " + result.id()
                        + " were trained on different data: delete the result made with the wrong one.");
            }
            if (!results.get(0).testBoxes().equals(result.testBoxes())) {
                throw new DataException(results.get(0).id() + " and " + result.id()
                        + " were measured on different test sets: delete the result made with the wrong one.");
            }
        }
    }
}
