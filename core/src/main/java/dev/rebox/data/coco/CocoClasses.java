package dev.rebox.data.coco;

import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** From a file's categories to labels 1..K, sorted by category id. */
final class CocoClasses {
    private final LabelMap map;
    private final Map<Long, Integer> labels = new HashMap<>();
    private long lastId = Long.MAX_VALUE;
    private int lastLabel;

    /** @param supercategory empty where there is none */
    record Category(long id, String name, String supercategory, Origin origin) {
        /** Roboflow writes one above the classes. */
        boolean looksLikeHeading() {
            return id == 0 && supercategory.equals("none");
        }
    }

    /**
     * @param used the category ids that boxes have
     * @param problems is told of categories that contradict each other, of which the first counts
     */
    CocoClasses(List<Category> categories, Set<Long> used, CocoIds ids, Consumer<Problem> problems) {
        Map<Long, Category> byId = new LinkedHashMap<>();
        for (Category one : categories) {
            Category first = byId.putIfAbsent(one.id, one);
            if (first != null) {
                problems.accept(
                        first.name.equals(one.name)
                                ? Problem.warning(
                                        null, one.origin, Problem.Kind.DUPLICATE_CLASS, given(one, ids) + " twice")
                                : Problem.error(
                                        null,
                                        one.origin,
                                        Problem.Kind.DUPLICATE_CLASS,
                                        given(one, ids) + ", but the id is that of '" + first.name + "' already"));
            }
        }
        Map<String, Long> named = new LinkedHashMap<>();
        List<Long> order = new ArrayList<>(byId.keySet());
        order.sort(Comparator.naturalOrder());
        for (long id : order) {
            Category one = byId.get(id);
            if (one == null || isHeading(one, byId, used)) {
                continue;
            }
            Long first = named.putIfAbsent(one.name, id);
            if (first != null) {
                problems.accept(Problem.warning(
                        null,
                        one.origin,
                        Problem.Kind.DUPLICATE_CLASS,
                        "the category '" + one.name + "' has the ids " + ids.text(first) + " and " + ids.text(id)
                                + "; both are read as one class"));
            }
            labels.put(id, List.copyOf(named.keySet()).indexOf(one.name) + 1);
        }
        boolean words = order.stream().anyMatch(ids::isWord);
        List<String> names = List.copyOf(named.keySet());
        map = words ? LabelMap.of(names) : new LabelMap(names, List.copyOf(named.values()));
    }

    private static String given(Category one, CocoIds ids) {
        return "the category " + ids.text(one.id) + " '" + one.name + "' is given";
    }

    /** A heading has no boxes and the name of another category, which is the class. */
    private static boolean isHeading(Category one, Map<Long, Category> all, Set<Long> used) {
        return one.looksLikeHeading()
                && !used.contains(one.id)
                && all.values().stream().anyMatch(other -> other != one && other.name.equals(one.name));
    }

    LabelMap map() {
        return map;
    }

    /** The label 1..K of a category id; 0 for an unknown one. */
    int label(long categoryId) {
        if (categoryId != lastId) { // a million boxes ask, mostly in runs of one class
            lastId = categoryId;
            lastLabel = labels.getOrDefault(categoryId, 0);
        }
        return lastLabel;
    }
}
