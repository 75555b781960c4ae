package dev.rebox.serve;

import com.sun.management.OperatingSystemMXBean;
import dev.rebox.Rebox;
import dev.rebox.config.Device;
import dev.rebox.data.NamedImages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares the processor time of an image in the server with that in {@code detect}: both in this process and in turn, a few images
 * at a time, so that what else the machine does meets both. The client is curl, whose time is its own.
 *
 * <p>Many rounds come before, for the compiler takes longer over a server than over a detector. OPENBLAS_NUM_THREADS=1 keeps
 * OpenBLAS from threads of its own, which wait busily.
 *
 * <p>Arguments: a run, a folder of images, rounds (20).
 */
public final class ServeCosts {
    private static final int IMAGES = 20;
    private static final int WARM_UP = 60;

    private ServeCosts() {}

    public static void main(String[] arguments) throws Exception {
        Path run = Path.of(arguments[0]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        Rebox.threads(1);
        List<NamedImages.Named> images = NamedImages.search(List.of(Path.of(arguments[1]))).images().subList(0, IMAGES);
        double[] detecting = new double[rounds];
        double[] serving = new double[rounds];
        try (Rebox detector = Rebox.load(run);
                DetectionServer server = DetectionServer.start(run, Device.AUTO, ServerOptions.local(0, 1))) {
            List<String> curl = curl(server.url(), images);
            for (int i = -WARM_UP; i < rounds; i++) {
                long begin = cpu();
                detector.detectAll(
                        images.stream().map(NamedImages.Named::example).toList(), (example, found) -> {}, (e, fault) -> {
                            throw fault;
                        });
                long middle = cpu();
                request(curl);
                long end = cpu();
                if (i >= 0) {
                    detecting[i] = (middle - begin) / 1e6 / IMAGES;
                    serving[i] = (end - middle) / 1e6 / IMAGES;
                }
            }
        }
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, i -> detecting[i] / serving[i]);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "an image, median of %d rounds: detect %.1f ms, serve %.1f ms of processor time; detect / serve %.3f,"
                        + " the middle half of the rounds %.3f to %.3f%n",
                rounds,
                median(detecting),
                median(serving),
                median(ratios),
                ratios[rounds / 4],
                ratios[rounds * 3 / 4]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** One call that sends all images over one connection. */
    private static List<String> curl(String url, List<NamedImages.Named> images) {
        List<String> command = new ArrayList<>(List.of("curl"));
        for (NamedImages.Named image : images) {
            if (command.size() > 1) {
                command.add("--next");
            }
            command.addAll(List.of(
                    "--silent",
                    "--fail",
                    "--output",
                    "/dev/null",
                    "--data-binary",
                    "@" + image.example().image(),
                    url + "/detect"));
        }
        return command;
    }

    private static void request(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("the server did not answer all images");
        }
    }
}
