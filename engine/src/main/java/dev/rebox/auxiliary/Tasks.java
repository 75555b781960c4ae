package dev.rebox.auxiliary;

import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import dev.rebox.region.RegionClassifier;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The known tasks, by name. */
public final class Tasks {
    /** What a task is built from: its classifier on demand, F's channels, and Nr. */
    private record Setting(
            Parameters parameters, Function<String, RegionClassifier> classifier, int featureChannels, int windows) {}

    private static final Map<String, Function<Setting, AuxiliaryTask>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(ClosenessTask.NAME, s -> new ClosenessTask(s.classifier.apply(ClosenessTask.NAME)));
        KNOWN.put(MultiObjectTask.NAME, s -> new MultiObjectTask(s.classifier.apply(MultiObjectTask.NAME), s.windows));
        KNOWN.put(ForegroundTask.NAME, s -> new ForegroundTask(s.parameters, s.featureChannels));
    }

    private Tasks() {}

    /**
     * The named tasks, always in the same order.
     *
     * @param parameters where their own parameters go
     * @param classifier makes a region classifier of the detector's kind under a name
     * @param windows Nr, the windows of the refinement
     * @throws ConfigException for an unknown name
     */
    public static List<AuxiliaryTask> create(
            List<String> names,
            Parameters parameters,
            BiFunction<Parameters, String, RegionClassifier> classifier,
            int featureChannels,
            int windows) {
        for (String name : names) {
            if (!KNOWN.containsKey(name)) {
                throw new ConfigException("model.auxiliary: unknown task '" + name + "'."
                        + Nearest.hint(name, KNOWN.keySet()) + " Known: " + String.join(", ", KNOWN.keySet()));
            }
        }
        Setting setting = new Setting(parameters, name -> classifier.apply(parameters, name), featureChannels, windows);
        List<AuxiliaryTask> tasks = new ArrayList<>();
        KNOWN.forEach((name, make) -> {
            if (names.contains(name)) {
                tasks.add(make.apply(setting));
            }
        });
        return tasks;
    }
}
