package dev.rebox.data;

import dev.rebox.error.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Opens data sets by their address {@code PATH[:SPLIT]}, several joined by {@code +}. Behind it {@code :12.5%} takes that
 * part of the images and {@code :-12.5%} all others, see {@link dev.rebox.data.subset.Share}.
 *
 * <p>Boxes come as the files give them, even without area or outside the image: what to do about those is decided by
 * {@link dev.rebox.data.check.UsableData}.
 */
public final class Datasets {
    private Datasets() {}

    /** @throws DataException where a file is missing or cannot be understood, naming it and the line */
    public static Dataset open(String spec) {
        return open(spec, OpenOptions.NONE);
    }

    /** @throws DataException where a file is missing or cannot be understood, naming it and the line */
    public static Dataset open(String spec, OpenOptions options) {
        return join(openParts(spec, options, Problem::orThrow));
    }

    /**
     * The parts of an address, each by itself.
     *
     * @param problems is told of what could not be read; what it lets pass is left out
     */
    public static List<Dataset> openParts(String spec, OpenOptions options, Consumer<Problem> problems) {
        return DatasetPath.parseAll(spec).stream()
                .map(part -> openPart(part, options, problems))
                .toList();
    }

    /** The ids or image files that each split of each part lists; empty for single files, which have no splits. */
    public static Map<String, List<String>> splits(String spec, OpenOptions options) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (DatasetPath part : DatasetPath.parseAll(spec)) {
            Map<String, List<String>> own = options.formatOf(part.path()).splits(part.path());
            own.forEach((split, ids) -> splits.put(part.path() + ":" + split, ids));
        }
        return splits;
    }

    private static Dataset openPart(DatasetPath part, OpenOptions options, Consumer<Problem> problems) {
        DatasetFormat.Source source =
                new DatasetFormat.Source(part.path(), part.toString(), part.split(), options.images(), options.masks());
        Dataset whole = options.formatOf(part.path()).read(source, problems);
        return part.share().map(share -> share.of(whole)).orElse(whole);
    }

    /**
     * One data set out of several, classes joined by name in the order in which they come. Category ids are kept where
     * they do not contradict each other, and else become 1..K. The format is that of the first.
     */
    public static Dataset join(List<Dataset> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        LabelMap labels = joinLabels(parts.stream().map(Dataset::labels).toList());
        List<List<Example>> lists =
                parts.stream().map(part -> part.alignedTo(labels).examples()).toList();
        boolean large = lists.stream().anyMatch(LazyExamples.class::isInstance);
        List<Example> examples = large
                ? LazyExamples.joined(lists)
                : lists.stream().flatMap(List::stream).toList();
        String name = String.join("+", parts.stream().map(Dataset::name).toList());
        return new Dataset(name, parts.get(0).format(), labels, DistinctIds.of(examples));
    }

    static LabelMap joinLabels(List<LabelMap> maps) {
        Map<String, Long> ids = new LinkedHashMap<>();
        boolean agree = true;
        for (LabelMap map : maps) {
            for (int label = 1; label <= map.size(); label++) {
                Long known = ids.putIfAbsent(map.name(label), map.id(label));
                agree &= known == null || known == map.id(label);
            }
        }
        agree &= Set.copyOf(ids.values()).size() == ids.size();
        List<String> names = List.copyOf(ids.keySet());
        return agree ? new LabelMap(names, List.copyOf(ids.values())) : LabelMap.of(names);
    }
}
