package dev.rebox.data;

import dev.rebox.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Opens generated annotations of 1.7 million images and 14.6 million boxes, and of a tenth, each in a process of its own: the first
 * time, when the index is made, and the second time. Prints the seconds and the memory of the process. Arguments: the images
 * (1700000), and for measuring one address {@code open ADDRESS}.
 */
public final class LargeDataTrial {
    private static final int LOOKS = 10_000;

    private LargeDataTrial() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            open(arguments[1]);
            return;
        }
        int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_700_000;
        Path folder = Files.createTempDirectory("rebox-large");
        try {
            for (int count : new int[] {images / 10, images}) {
                System.out.println(count + " images, " + GeneratedAnnotations.boxes(count) + " boxes");
                Path coco = GeneratedAnnotations.coco(folder.resolve(count + ".json"), count);
                measure("COCO", coco.toString(), coco);
                Path open = GeneratedAnnotations.openImages(folder.resolve("open" + count), count);
                measure("Open Images", open + ":train", open.resolve("train-annotations-bbox.csv"));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(String format, String address, Path file) throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%s, %.0f MB%n", format, Files.size(file) / 1e6);
        inItsOwnProcess("4g", address);
        Path index = file.resolveSibling("." + file.getFileName() + ".index");
        if (Files.exists(index)) { // small files are read whole
            System.out.printf(Locale.ROOT, "  the index has %.0f MB%n", Files.size(index) / 1e6);
        }
        inItsOwnProcess("256m", address);
    }

    private static void inItsOwnProcess(String heap, String address) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), LargeDataTrial.class.getName(), "open", address));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("failed: " + address);
        }
    }

    private static void open(String address) throws IOException {
        long start = System.nanoTime();
        Dataset data = Datasets.open(address);
        tell("opened", start);
        start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(1);
        long boxes = 0;
        for (int i = 0; i < LOOKS; i++) {
            boxes += data.examples()
                    .get(random.nextInt(data.examples().size()))
                    .annotations()
                    .size();
        }
        tell(LOOKS + " images anywhere, " + boxes + " boxes", start);
        start = System.nanoTime();
        tell("all " + data.examples().size() + " images, " + data.boxes() + " boxes", start);
    }

    /** Of the resident memory, RssAnon is the process's own; RssFile is the mapped file, which the system may take back. */
    private static void tell(String what, long start) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        StringBuilder memory = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            String[] words = line.split("[:\\s]+");
            if (List.of("VmHWM", "VmRSS", "RssAnon", "RssFile").contains(words[0])) {
                memory.append(' ').append(words[0]).append(' ').append(Long.parseLong(words[1]) / 1024);
            }
        }
        System.out.printf(Locale.ROOT, "  %s: %.1f s;%s MB%n", what, seconds, memory);
    }
}
