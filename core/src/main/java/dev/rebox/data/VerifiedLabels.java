package dev.rebox.data;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * The classes that people looked for in one image, as Open Images' image-level labels say. Of all other classes nobody knows
 * whether the image shows them.
 *
 * @param present labels 1..K of classes that were seen, each once, ascending
 * @param absent labels 1..K of classes that were looked for and are not there, likewise
 */
public record VerifiedLabels(List<Integer> present, List<Integer> absent) {
    public VerifiedLabels {
        present = sorted(present);
        absent = sorted(absent);
    }

    private static List<Integer> sorted(List<Integer> labels) {
        return labels.stream().distinct().sorted().toList();
    }

    /** Whether a label was looked for. */
    public boolean holds(int label) {
        return present.contains(label) || absent.contains(label);
    }

    /** The same in another numbering; labels that become 0 are left out. */
    public VerifiedLabels map(IntUnaryOperator numbers) {
        return new VerifiedLabels(mapped(present.stream(), numbers), mapped(absent.stream(), numbers));
    }

    private static List<Integer> mapped(Stream<Integer> labels, IntUnaryOperator numbers) {
        return labels.map(numbers::applyAsInt).filter(label -> label > 0).toList();
    }
}
