package dev.rebox.data;

import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The classes of a data set. Class {@code k} of 1..K has the name {@code names.get(k - 1)} and, in the files it came
 * from, the category id {@code ids.get(k - 1)} (COCO's ids have gaps; VOC and YOLO have none, so that theirs are 1..K).
 * Label 0 is the background.
 */
public record LabelMap(List<String> names, List<Long> ids) {
    /** The name of label 0. */
    public static final String BACKGROUND = "background";

    public LabelMap {
        names = List.copyOf(names);
        ids = List.copyOf(ids);
        if (names.size() != ids.size()) {
            throw new IllegalArgumentException(names.size() + " class names but " + ids.size() + " ids");
        }
    }

    /** Classes with the ids 1..K. */
    public static LabelMap of(List<String> names) {
        return new LabelMap(
                names, LongStream.rangeClosed(1, names.size()).boxed().toList());
    }

    /**
     * The names and labels of this map with the ids of another file for the classes that it has; the others get ids behind
     * all of that file's, so that none means another class there.
     */
    LabelMap withIdsOf(LabelMap file) {
        long next = file.ids.stream().mapToLong(id -> id).max().orElse(0) + 1;
        List<Long> own = new ArrayList<>();
        for (String name : names) {
            int there = file.names.indexOf(name);
            own.add(there >= 0 ? file.ids.get(there) : Long.valueOf(next++));
        }
        return new LabelMap(names, own);
    }

    /** K, the background not counted. */
    public int size() {
        return names.size();
    }

    /** The name of a label 0..K. */
    public String name(int label) {
        return label == 0 ? BACKGROUND : names.get(label - 1);
    }

    /** The id in the source files of a label 1..K. */
    public long id(int label) {
        return ids.get(label - 1);
    }

    /** The label 1..K of a class. @throws DataException naming the nearest known class */
    public int label(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new DataException("unknown class '" + name + "'." + Nearest.hint(name, names) + " Known: "
                    + String.join(", ", names));
        }
        return index + 1;
    }
}
