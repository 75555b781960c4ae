package dev.rebox.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Images of different files that have one id get a number behind it: {@code 0001}, {@code 0001@2}. */
public final class DistinctIds {
    private DistinctIds() {}

    public static List<Example> of(List<Example> examples) {
        return examples instanceof LazyExamples lazy ? ofLazy(lazy) : ofFew(examples);
    }

    /** Only the ids that may come twice are kept, and told by a number of 64 bits until then. */
    private static List<Example> ofLazy(LazyExamples examples) {
        NameSet ids = new NameSet(examples.size());
        Set<String> repeated = new HashSet<>();
        for (Example example : examples) {
            if (!ids.add(example.id())) {
                repeated.add(example.id());
            }
        }
        if (repeated.isEmpty()) {
            return examples;
        }
        int[] places = IntStream.range(0, examples.size())
                .filter(i -> repeated.contains(examples.get(i).id()))
                .toArray();
        List<Example> renamed =
                ofFew(IntStream.of(places).mapToObj(examples::get).toList());
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < places.length; i++) {
            names.put(places[i], renamed.get(i).id());
        }
        return LazyExamples.of(examples.size(), i -> {
            String name = names.get(i);
            return name == null ? examples.get(i) : examples.get(i).withId(name);
        });
    }

    private static List<Example> ofFew(List<Example> examples) {
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
