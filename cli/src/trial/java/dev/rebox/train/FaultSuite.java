package dev.rebox.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kills one training run again and again at random moments, damages its files in between, fills its disk, and looks after
 * each blow whether what is left is sound. At the end the run, with all it went through, must have the very bits of one
 * that was left in peace.
 *
 * <p>Arguments: the number of kills (100) and a seed (1).
 */
public final class FaultSuite {
    private static final String EVERYTHING = "1000000";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The name of a file that this program leaves, as a killed process might. */
    private static final String STRAY = ".step-000000001.safetensors.part";

    private final Random random;
    private final Path folder;
    private final Path run;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    /** Checkpoints that were damaged here, and that no process has met since. */
    private final Set<Path> struck = new HashSet<>();

    private int kills;

    private FaultSuite(Path folder, Path disk, long seed) {
        this.folder = folder;
        this.run = disk.resolve("run");
        random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Path folder = Files.createTempDirectory("rebox-faults");
        TrainingProcess.scenes(folder);
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 80)) {
            FaultSuite suite = new FaultSuite(folder, folder.resolve("disk"), seed);
            int round = 0;
            while (suite.kills < kills) {
                suite.round(++round, disk);
            }
            suite.compareWithPeace();
            suite.report(round);
            System.exit(suite.failures.isEmpty() ? 0 : 1);
        }
    }

    private void round(int number, SmallDisk disk) throws IOException {
        long before = newestSound();
        String damage = number > 1 && random.nextInt(3) == 0 ? damage() : "nothing";
        boolean damaged = damage.startsWith("newest");
        boolean full = disk.small() && number % 10 == 0;
        if (full) {
            disk.fill(random.nextInt(4_000_000)); // a checkpoint has more
        }
        TrainingProcess process = train("out=" + run, "steps=" + EVERYTHING, "resume=true");
        String end;
        try {
            end = full ? awaitFull(process) : kill(process);
        } catch (AssertionError e) {
            end = "not as it should be";
            require(false, number, e.getMessage());
        }
        disk.free();
        count("damage: " + damage);

        List<Path> strays = strays();
        if (!strays.isEmpty()) {
            boolean checkpoint = strays.get(0).getParent().endsWith("checkpoints");
            count("  of these, in the middle of " + (checkpoint ? "a checkpoint" : "another file"));
        }
        long after = newestSound();
        require(after >= (damaged ? before - 1 : before), number, "a checkpoint is lost: " + before + " -> " + after);
        for (Path checkpoint : checkpoints()) {
            if (TensorFile.soundCheckpoint(checkpoint)) {
                struck.remove(checkpoint);
            } else {
                require(struck.contains(checkpoint), number, checkpoint + " is half-written");
            }
        }
        requireWhole(number);
        System.out.printf(
                "%3d  damaged: %-24s  ended: %-34s  step %d -> %d%s%n",
                number,
                damage,
                end,
                before,
                after,
                strays.isEmpty() ? "" : "  in the middle of " + strays.get(0).getFileName());
    }

    /** Whatever else is in the run folder can be read; of the log all but a last line that was cut off. */
    private void requireWhole(int number) {
        Path file = run;
        try {
            for (String model : List.of("best.safetensors", "model.safetensors")) {
                file = run.resolve(model);
                if (Files.exists(file)) {
                    TensorFile.read(file);
                }
            }
            file = run.resolve("config.yaml");
            if (Files.exists(file)) {
                ConfigReader.read(file);
            }
            file = run.resolve("environment.json");
            if (Files.exists(file)) {
                JSON.readTree(file.toFile());
            }
            file = run.resolve("log.jsonl");
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                for (String line : lines.subList(0, Math.max(0, lines.size() - 1))) {
                    JSON.readTree(line);
                }
            }
        } catch (IOException | ReboxException e) {
            require(false, number, file + " is not whole: " + e.getMessage());
        }
    }

    private TrainingProcess train(String... more) {
        List<String> settings = new ArrayList<>(
                List.of("checkpointEvery=1", "logEvery=2", "evaluateEvery=25", "data.validation=scenes/test.json"));
        settings.addAll(List.of(more));
        return TrainingProcess.start(folder, settings.toArray(String[]::new));
    }

    /** One in six is killed while it starts, the others up to four checkpoints later, half of them while one is written. */
    private String kill(TrainingProcess process) {
        if (random.nextInt(6) == 0) {
            TrainingProcess.pause(random.nextInt(3000));
            process.kill();
            kills++;
            count("killed while starting");
            return "killed while starting";
        }
        boolean begun = newestSound() >= 0;
        process.until(
                "training",
                () -> process.output().contains("Going on from")
                        || !begun && !checkpoints().isEmpty());
        long from = newest();
        int steps = random.nextInt(5);
        process.until("more checkpoints", () -> newest() >= from + steps);
        if (random.nextBoolean()) {
            process.until("checkpoint in the making", () -> !strays().isEmpty());
        } else {
            TrainingProcess.pause(random.nextInt(300));
        }
        process.kill();
        kills++;
        count("killed while training");
        return "killed after " + steps + " checkpoints";
    }

    private String awaitFull(TrainingProcess process) {
        int status = process.exit();
        count("disk full");
        require(status == 1 && process.errorLine().contains("No space left"), 0, "disk full: " + process.output());
        return "disk full, exit " + status;
    }

    private String damage() throws IOException {
        List<Path> files = checkpoints();
        Path newest = files.get(files.size() - 1);
        boolean two = files.size() > 1 && TensorFile.soundCheckpoint(files.get(files.size() - 2));
        int kind = two ? random.nextInt(5) : 3 + random.nextInt(2);
        if (kind < 3) {
            struck.add(newest);
        }
        switch (kind) {
            case 0 -> {
                try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
                    long at = (long) (random.nextDouble() * file.length());
                    file.seek(at);
                    int bits = file.read();
                    file.seek(at);
                    file.write(bits ^ 1 << random.nextInt(8));
                }
                return "newest: one bit";
            }
            case 1 -> {
                try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
                    file.setLength((long) (random.nextDouble() * file.length()));
                }
                return "newest: cut off";
            }
            case 2 -> {
                Files.write(newest, new byte[1000]);
                return "newest: zeros";
            }
            case 3 -> {
                Files.write(run.resolve("log.jsonl"), new byte[] {'{', '"', 0}, StandardOpenOption.APPEND);
                return "log: half a line";
            }
            default -> {
                Files.write(run.resolve("checkpoints").resolve(STRAY), new byte[100]);
                return "a stray temporary file";
            }
        }
    }

    /** The same steps in one go; then the log of the run that suffered must have each step once. */
    private void compareWithPeace() throws IOException {
        String steps = Long.toString(newestSound() + 1);
        require(train("out=" + run, "steps=" + steps, "resume=true").exit() == 0, 0, "the last start failed");
        require(train("out=peace", "steps=" + steps).exit() == 0, 0, "the undisturbed run failed");
        Set<String> different = TensorFile.read(run.resolve("model.safetensors"))
                .differences(TensorFile.read(folder.resolve("peace/model.safetensors")));
        require(different.isEmpty(), 0, "tensors with other bits than the undisturbed run's: " + different);
        System.out.printf("after %s steps: %d tensors differ from the undisturbed run%n", steps, different.size());
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(run.resolve("log.jsonl"))) {
            try {
                var node = JSON.readTree(line);
                boolean once = node.has("resumed")
                        || seen.add(node.get("step") + node.path("set").asText());
                require(once, 0, "twice in the log: " + line);
            } catch (JsonProcessingException e) {
                require(false, 0, "not JSON in the log: " + line);
            }
        }
        require(list(".part").isEmpty(), 0, "temporary files are left: " + list(".part"));
    }

    private void report(int rounds) {
        System.out.println();
        counts.forEach((what, count) -> System.out.printf("%-36s %d%n", what, count));
        System.out.println(kills + " kills in " + rounds + " rounds, " + failures.size() + " failures");
        failures.forEach(System.out::println);
    }

    private void require(boolean holds, int round, String otherwise) {
        if (!holds) {
            failures.add((round == 0 ? "" : "round " + round + ": ") + otherwise);
            System.out.println("FAILURE " + otherwise);
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private long newestSound() {
        return checkpoints().stream()
                .filter(TensorFile::soundCheckpoint)
                .mapToLong(FaultSuite::number)
                .max()
                .orElse(-1);
    }

    private long newest() {
        return checkpoints().stream().mapToLong(FaultSuite::number).max().orElse(-1);
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().replaceAll("\\D", ""));
    }

    /** Files that are being written, or were when the process was killed. */
    private List<Path> strays() {
        return list(".part").stream().filter(file -> !file.endsWith(STRAY)).toList();
    }

    private List<Path> checkpoints() {
        return list(".safetensors").stream()
                .filter(file -> file.getFileName().toString().startsWith("step-"))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private List<Path> list(String suffix) {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException | UncheckedIOException e) {
            return list(suffix); // a file went away while its folder was read
        }
    }
}
