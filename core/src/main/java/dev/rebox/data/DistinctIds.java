package dev.rebox.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images of different files that have one id get a number behind it: {@code 0001}, {@code 0001@2}. */
public final class DistinctIds {
    private DistinctIds() {}

    public static List<Example> of(List<Example> examples) {
        Map<String, Set<Path>> seen = new HashMap<>();
        return examples.stream()
                .map(example -> {
                    Set<Path> files = seen.computeIfAbsent(example.id(), id -> new LinkedHashSet<>());
                    files.add(example.image());
                    int number = List.copyOf(files).indexOf(example.image()) + 1;
                    return number == 1 ? example : example.withId(example.id() + "@" + number);
                })
                .toList();
    }
}
