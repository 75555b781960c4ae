package dev.rebox.evaluate.results;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images and classes that a results file may name. */
final class KnownNames {
    private final Dataset dataset;
    private final Map<String, String> images = new HashMap<>();
    private final Map<Long, Integer> labels = new HashMap<>();

    KnownNames(Dataset dataset) {
        this.dataset = dataset;
        for (Example example : dataset.examples()) {
            images.put(withoutLeadingZeros(example.id()), example.id());
        }
        for (Example example : dataset.examples()) {
            images.put(example.id(), example.id());
        }
        LabelMap map = dataset.labels();
        for (int label = 1; label <= map.size(); label++) {
            labels.put(map.id(label), label);
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
        return labels.get(categoryId);
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
