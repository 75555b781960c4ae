package dev.rebox.tensor.weights.stored;

import static java.util.Objects.requireNonNull;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Fills the parameters of a network with the values of a weights file, all or none. */
public final class WeightLoader {
    private static final int SHOWN = 3;

    private final Weights weights;

    public WeightLoader(Weights weights) {
        this.weights = weights;
    }

    /**
     * Fills every parameter of every view. A parameter's name in the file is its name without the view's prefix, so that
     * several views can take the same values. Every name and shape is checked before the first value is changed.
     *
     * @param ignored names in the file that no parameter need take
     * @throws ConfigException naming file and parameters if some are missing in the file, have another shape there, or
     *     if the file has names that belong to no parameter and are not ignored
     */
    public void into(List<Parameters> views, Predicate<String> ignored) {
        Map<String, List<Parameter>> wanted = new LinkedHashMap<>();
        for (Parameters view : views) {
            for (Parameter parameter : view.all()) {
                String name = parameter.name().substring(view.prefix().length());
                wanted.computeIfAbsent(name, key -> new ArrayList<>()).add(parameter);
            }
        }
        check(wanted, ignored);
        wanted.forEach((name, parameters) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor values = weights.read(name);
                parameters.forEach(parameter -> parameter.set(values));
            }
        });
    }

    private void check(Map<String, List<Parameter>> wanted, Predicate<String> ignored) {
        Map<String, Entry> there = weights.entries();
        List<String> missing = wanted.keySet().stream()
                .filter(name -> !there.containsKey(name))
                .toList();
        List<String> unexpected = there.keySet().stream()
                .filter(name -> !wanted.containsKey(name) && !ignored.test(name))
                .toList();
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new ConfigException(weights.file() + ": these weights are of another network:"
                    + listed(" it lacks ", missing)
                    + (missing.isEmpty() || unexpected.isEmpty() ? "" : ";")
                    + listed(" it has the unexpected ", unexpected));
        }
        wanted.forEach((name, parameters) -> parameters.forEach(parameter -> {
            Entry entry = requireNonNull(there.get(name));
            if (!Arrays.equals(entry.sides(), parameter.shape())) {
                throw new ConfigException(weights.file() + ": these weights do not fit: " + name + " has shape "
                        + entry.shapeText() + ", the network's has " + Arrays.toString(parameter.shape()));
            }
        }));
    }

    private static String listed(String verb, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return verb + first + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
