package dev.rebox.tensor.weights;

import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is in a weights file.
 *
 * @param tensors in the file's order
 * @param numbers how many numbers the tensors have in all
 * @param bytes and how many bytes those take
 */
public record Inventory(String file, Map<String, String> metadata, List<Entry> tensors, long numbers, long bytes) {
    /** @throws dev.rebox.error.DataException if it is not a weights file */
    public static Inventory of(Path file) {
        try (Weights weights = WeightsFile.open(file)) {
            List<Entry> entries = List.copyOf(weights.entries().values());
            return new Inventory(
                    file.toString(),
                    weights.metadata(),
                    entries,
                    entries.stream().mapToLong(Entry::count).sum(),
                    entries.stream().mapToLong(Entry::bytes).sum());
        }
    }
}
