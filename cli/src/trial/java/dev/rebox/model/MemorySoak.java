package dev.rebox.model;

import dev.rebox.Rebox;
import dev.rebox.tensor.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints the resident memory of the process while one model is loaded, used and closed again and again, and while one
 * training run follows another as in a study: it must stop growing. Start it as the launcher starts Rebox, with the same
 * settings of the C library.
 *
 * <p>Arguments: a run folder and an image, 200 times; or {@code train}, a new folder for ten runs, and their settings.
 */
public final class MemorySoak {
    private static final int LOADS = 200;
    private static final int EVERY = 20;
    private static final int RUNS = 10;
    /** Long enough for the compiler, whose memory comes and goes, to be done with what it has begun. */
    private static final int PAUSE = 1500;

    private static final Path STATUS = Path.of("/proc/self/status");

    private MemorySoak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("train")) {
            train(Path.of(arguments[1]), Arrays.asList(arguments).subList(2, arguments.length));
        } else {
            load(Path.of(arguments[0]), Path.of(arguments[1]));
        }
    }

    private static void load(Path run, Path image) throws IOException, InterruptedException {
        for (int i = 1; i <= LOADS; i++) {
            try (Rebox detector = Rebox.load(run)) {
                detector.detect(image);
            }
            if (i % EVERY == 0) {
                print("loaded", i);
            }
        }
    }

    private static void train(Path folder, List<String> settings) throws IOException, InterruptedException {
        for (int i = 1; i <= RUNS; i++) {
            List<String> own = new ArrayList<>(settings);
            own.add("out=" + folder.resolve("run-" + i));
            Rebox.train(own.toArray(String[]::new));
            print("trained", i);
        }
    }

    private static void print(String what, int times) throws IOException, InterruptedException {
        System.gc(); // what Java no longer needs is not what is looked for
        Thread.sleep(PAUSE);
        System.out.printf(
                "%s %4d times  resident %7.1f MB  of it Java's heap %4d MB  %d tensors owned%n",
                what, times, resident() / 1024.0, Runtime.getRuntime().totalMemory() >> 20, Owned.live());
    }

    /** In kilobytes. */
    private static long resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
