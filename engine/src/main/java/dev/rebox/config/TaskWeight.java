package dev.rebox.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.rebox.error.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weight of one task's loss, written {@code task=weight}.
 *
 * @param task its name
 * @param weight λ, above 0
 */
public record TaskWeight(String task, double weight) {
    private static final String KEY = "model.auxiliaryWeights: ";

    public TaskWeight {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new ConfigException(KEY + task + "=" + weight + " is not a number above 0.");
        }
    }

    /** Reads {@code task=weight}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TaskWeight of(String text) {
        int equals = text.indexOf('=');
        try {
            return new TaskWeight(text.substring(0, equals).strip(), Double.parseDouble(text.substring(equals + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new ConfigException(KEY + "'" + text + "' is not task=weight, such as closeness=0.5.");
        }
    }

    static void refuseDoubles(List<TaskWeight> weights) {
        Set<String> seen = new HashSet<>();
        for (TaskWeight weight : weights) {
            if (!seen.add(weight.task)) {
                throw new ConfigException(KEY + "'" + weight.task + "' has two weights.");
            }
        }
    }

    /** As it is read. */
    @Override
    @JsonValue
    public String toString() {
        return task + "=" + weight;
    }
}
