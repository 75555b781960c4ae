package dev.rebox.model;

import dev.rebox.Rebox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints the resident memory of the process while one model is loaded, used and closed again and again, and while one
 * training run follows another: it must stop growing. Arguments: a run folder, a picture, a data set to train on, a
 * folder for the runs, then settings of the runs.
 */
public final class MemorySoak {
    private static final int LOADS = 200;
    private static final int EVERY = 20;
    private static final int RUNS = 10;
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemorySoak() {}

    public static void main(String[] arguments) throws IOException {
        loads(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private static void loads(Path run, Path picture) throws IOException {
        for (int i = 1; i <= LOADS; i++) {
            try (Rebox detector = Rebox.load(run)) {
                detector.detect(picture);
            }
            if (i % EVERY == 0) {
                System.gc();
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                }
                System.out.println(i + " "
                        + Files.readAllLines(STATUS).stream()
                                .filter(l -> l.startsWith("VmRSS"))
                                .findFirst()
                                .get() + " heap " + (Runtime.getRuntime().totalMemory() >> 20) + " used "
                        + ((Runtime.getRuntime().totalMemory()
                                        - Runtime.getRuntime().freeMemory())
                                >> 20));
            }
        }
    }
}
