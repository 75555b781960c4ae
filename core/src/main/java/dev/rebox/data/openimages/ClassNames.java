package dev.rebox.data.openimages;

import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From the codes of classes ({@code /m/0jbk}) to the names that people read ({@code Animal}), and to labels 1..K. All classes
 * that a table names are classes of the data set, in its order, so that every split has the same; codes that it does not name come behind
 * them as they are met. Without a table the codes are the names.
 */
final class ClassNames {
    /** A table of more names is that of all image-level labels, of which hardly any has boxes. */
    private static final int MOST_LISTED = 2_000;

    private final Map<String, String> names;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private ClassNames(Map<String, String> names) {
        this.names = names;
        if (names.size() <= MOST_LISTED) {
            names.keySet().forEach(this::number);
        }
    }

    /** @throws dev.rebox.data.AnnotationException where the table cannot be read */
    static ClassNames read(Optional<Path> table) {
        return new ClassNames(table.map(ClassNames::names).orElse(Map.of()));
    }

    /** From code to name; a name that another class has too gets its code behind it. */
    static Map<String, String> names(Path table) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        CsvTable.rows(table, (cells, where) -> {
            boolean header = where.line() == 1 && cells[0].equals("LabelName");
            if (!header && cells.length > 1 && !cells[1].isBlank()) {
                String code = cells[0].strip();
                String name = cells[1].strip();
                names.putIfAbsent(code, given.add(name) ? name : name + " (" + code + ")");
            }
        });
        return names;
    }

    /** The label of a class, 1 for the first one that was asked for. */
    int number(String code) {
        return numbers.computeIfAbsent(code, any -> numbers.size() + 1);
    }

    /** The label of a class that is known already; 0 for another one. */
    int known(String code) {
        return numbers.getOrDefault(code, 0);
    }

    /** Names sorted where no table gave their order, and from the numbers given here to those labels. */
    Sorted sorted() {
        List<String> codes = new ArrayList<>(numbers.keySet());
        if (names.isEmpty() || names.size() > MOST_LISTED) {
            codes.sort((a, b) -> name(a).compareTo(name(b)));
        }
        Map<String, Integer> places = new HashMap<>();
        codes.forEach(code -> places.put(code, places.size() + 1));
        int[] labels = new int[codes.size() + 1];
        numbers.forEach((code, number) -> labels[number] = places.getOrDefault(code, 0));
        return new Sorted(LabelMap.of(codes.stream().map(this::name).toList()), labels);
    }

    /** @param labels from {@link #number} to the label 1..K of the map */
    record Sorted(LabelMap map, int[] labels) {}

    private String name(String code) {
        return names.getOrDefault(code, code);
    }
}
