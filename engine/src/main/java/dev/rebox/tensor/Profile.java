package dev.rebox.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * Where the time of a computation goes, by stage, and how many multiply-adds its layers do: those of convolutions and
 * fully connected layers, from the shapes that really ran. Interpolation, pooling, normalisation, losses and the
 * optimiser are not counted.
 *
 * <p>Of the thread that runs the computation, and costs nothing where none is recorded. A stage within a stage counts for
 * itself only. On a device that works asynchronously the times are those of giving it work.
 */
public final class Profile {
    /** The stage of a graph's way back: its multiply-adds are known when the layer runs forward. */
    public static final String BACKWARD = "backward";

    private static final String OTHER = "other";
    private static final ThreadLocal<Profile> RECORDING = new ThreadLocal<>();

    private final Map<String, Long> nanoseconds = new LinkedHashMap<>();
    private final Map<String, Long> multiplyAdds = new LinkedHashMap<>();
    private String current = OTHER;
    private long since = System.nanoTime();

    private Profile() {}

    /** Runs {@code work} and tells what it cost. */
    public static Profile of(Runnable work) {
        Profile profile = new Profile();
        RECORDING.set(profile);
        try {
            work.run();
        } finally {
            RECORDING.remove();
            profile.enter(OTHER);
        }
        return profile;
    }

    /** Runs a part of the computation, which counts as this stage. */
    public static <T> T stage(String name, Supplier<T> work) {
        Profile profile = RECORDING.get();
        if (profile == null) {
            return work.get();
        }
        String around = profile.enter(name);
        try {
            return work.get();
        } finally {
            profile.enter(around);
        }
    }

    /** Runs a part of the computation that has no result. */
    public static void stage(String name, Runnable work) {
        stage(name, () -> {
            work.run();
            return null;
        });
    }

    /**
     * A layer ran. Its gradients, by its weight and by its input, take as many multiply-adds again, each where it is
     * asked for.
     *
     * @param inputs numbers that are weighted for one number of {@code output}
     */
    static void layer(Tensor input, Tensor output, long inputs, Parameter weight) {
        Profile profile = RECORDING.get();
        if (profile == null) {
            return;
        }
        long count = output.numel() * inputs;
        profile.multiplyAdds.merge(profile.current, count, Long::sum);
        if (GradMode.is_enabled()) {
            int gradients = (weight.trained() ? 1 : 0) + (input.requires_grad() ? 1 : 0);
            profile.multiplyAdds.merge(BACKWARD, gradients * count, Long::sum);
        }
    }

    private String enter(String stage) {
        long now = System.nanoTime();
        nanoseconds.merge(current, now - since, Long::sum);
        String left = current;
        current = stage;
        since = now;
        return left;
    }

    /** Seconds by stage, in the order in which they were left first; what is in no stage is {@code other}. */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        nanoseconds.forEach((stage, time) -> seconds.put(stage, time / 1e9));
        return seconds;
    }

    /** Multiply-adds by stage; stages without any are missing. */
    public Map<String, Long> multiplyAdds() {
        return Map.copyOf(multiplyAdds);
    }

    /** Multiply-adds of all stages. */
    public long work() {
        return multiplyAdds.values().stream().mapToLong(Long::longValue).sum();
    }
}
