package dev.rebox.data;

import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.loader.ImageLoader;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Pictures a second from TAR shards against folders, in turn: decoded and resized as training does, in a new random order each
 * round. Needs the program {@code tar}. Arguments: scenes (400), rounds (7), threads (1).
 */
public final class ShardsTrial {
    private static final int SHARD = 100;

    private ShardsTrial() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int images = argument(arguments, 0, 400);
        int rounds = argument(arguments, 1, 7);
        int threads = argument(arguments, 2, 1);
        Path root = Files.createTempDirectory("rebox-shards");
        try {
            Scenes.write(root.resolve("folder"), images, 0, 1);
            Dataset folder = Datasets.open(root.resolve("folder/train.json").toString());
            Dataset shards = Datasets.open(pack(folder, root.resolve("shards")).toString());
            List<Double> fromFolder = new ArrayList<>();
            List<Double> fromShards = new ArrayList<>();
            for (int round = -1; round < rounds; round++) { // one to warm up
                double first = speed(folder, round, threads);
                double second = speed(shards, round, threads);
                if (round >= 0) {
                    fromFolder.add(first);
                    fromShards.add(second);
                }
            }
            tell("folder", fromFolder);
            tell("shards", fromShards);
        } finally {
            Folders.delete(root);
        }
    }

    /** The same annotations beside archives of {@value #SHARD} images each. */
    private static Path pack(Dataset data, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to.resolve("images"));
        for (int start = 0; start < data.examples().size(); start += SHARD) {
            Path archive = to.resolve(String.format(Locale.ROOT, "images/shard-%06d.tar", start / SHARD));
            List<String> command = new ArrayList<>(List.of("tar", "-cf", archive.toString(), "-C"));
            command.add(data.examples().get(0).image().getParent().toString());
            data.examples().subList(start, Math.min(data.examples().size(), start + SHARD)).stream()
                    .map(example -> example.image().getFileName().toString())
                    .forEach(command::add);
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("tar failed");
            }
        }
        return Files.copy(Path.of(data.name()), to.resolve("train.json"));
    }

    private static double speed(Dataset data, int round, int threads) {
        List<Example> order = new ArrayList<>(data.examples());
        Collections.shuffle(order, new Random(round));
        long start = System.nanoTime();
        try (ImageLoader loader = new ImageLoader(order, ResizeRule.STANDARD, threads)) {
            loader.forEachRemaining(image -> {});
        }
        return order.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static void tell(String what, List<Double> speeds) {
        double[] sorted = speeds.stream().mapToDouble(s -> s).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f images/s (median of %s)%n",
                what,
                sorted[sorted.length / 2],
                Arrays.stream(sorted).mapToObj(s -> String.format(Locale.ROOT, "%.1f", s)).toList());
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }
}
