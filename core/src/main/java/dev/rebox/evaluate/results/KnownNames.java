package dev.rebox.evaluate.results;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The images and classes that a results file may name. */
final class KnownNames {
    private final Dataset dataset;
    private final Map<String, String> images = new HashMap<>();
    private final Map<Long, Integer> byId = new HashMap<>();
    private final List<String> names;
    private final Set<String> unknown = new HashSet<>();
    private final Consumer<String> left;

    /**
     * @param ids what category ids mean where an entry does not name its class
     * @param left is told of each class that the data set does not have, once
     */
    KnownNames(Dataset dataset, LabelMap ids, Consumer<String> left) {
        this.dataset = dataset;
        this.left = left;
        for (Example example : dataset.examples()) {
            images.put(withoutLeadingZeros(example.id()), example.id());
        }
        for (Example example : dataset.examples()) {
            images.put(example.id(), example.id());
        }
        names = dataset.labels().names();
        for (int label = 1; label <= ids.size(); label++) {
            byId.put(ids.id(label), names.indexOf(ids.name(label)) + 1);
        }
    }

    /** The data set's own id of an image; the number 12 means the image {@code 000012} too. Null if unknown. */
    @Nullable
    String image(String id) {
        return images.get(id);
    }

    /** The label 1..K of a category id, or null if unknown. */
    @Nullable
    Integer label(long categoryId) {
        return byId.get(categoryId);
    }

    /** The label 1..K of a class; 0 for one that the data set does not have, which is told. */
    int label(String name) {
        int label = names.indexOf(name) + 1;
        if (label == 0 && unknown.add(name)) {
            left.accept("class '" + name + "' is not in " + dataset.name() + ": its detections are left out."
                    + Nearest.hint(name, names));
        }
        return label;
    }

    /** "unknown image id '7', data has no such image", and the nearest one. */
    String unknownImage(String id) {
        List<String> ids = dataset.examples().stream().map(Example::id).toList();
        return "unknown image id '" + id + "': " + dataset.name() + " has no such image." + Nearest.hint(id, ids);
    }

    /** "unknown category id 7", and the known ones. */
    String unknownCategory(long id) {
        return "unknown category id " + id + ". Known: " + dataset.labels().ids();
    }

    private static String withoutLeadingZeros(String id) {
        return id.replaceFirst("^0+(?=\\d+$)", "");
    }
}
