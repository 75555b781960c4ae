package dev.rebox.train;

import dev.rebox.cli.Main;
import dev.rebox.data.scenes.Scenes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The program itself, training in a process of its own, so that it can be killed: a tiny network on tiny scenes. */
public final class TrainingProcess {
    /** A quarter of MobileNet's width, images of 64 pixels, a handful of regions: some milliseconds a step. */
    public static final List<String> TINY = List.of(
            "shorterSide=64",
            "longerSide=128",
            "width=0.25",
            "anchorBase=48",
            "proposals=16",
            "regions=8",
            "model.windows=2",
            "refineWindows=2",
            "decayAt=[]",
            "device=cpu",
            "loaders=2");

    private final Process process;
    private final Path output;

    private TrainingProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Scenes to train on. */
    public static Path scenes(Path folder) {
        Path scenes = folder.resolve("scenes");
        Scenes.write(scenes, 12, 2, 1);
        return scenes;
    }

    /** Starts {@code rebox train} in a folder, with the tiny settings, the scenes in it, and these. */
    public static TrainingProcess start(Path folder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("train", "data.train=scenes/train.json"));
        arguments.addAll(TINY);
        arguments.addAll(Arrays.asList(settings));
        return rebox(folder, arguments);
    }

    /** Starts any command. */
    public static TrainingProcess rebox(Path folder, List<String> arguments) {
        return rebox(folder, List.of(), Map.of(), arguments);
    }

    public static TrainingProcess rebox(
            Path folder, List<String> options, Map<String, String> environment, List<String> arguments) {
        return rebox(folder, List.of(), options, environment, arguments);
    }

    /**
     * Starts any command.
     *
     * @param before a command that runs the one behind it
     * @param options of the JVM
     * @param environment empty values unset a variable
     */
    public static TrainingProcess rebox(
            Path folder,
            List<String> before,
            List<String> options,
            Map<String, String> environment,
            List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.awt.headless=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("OMP_NUM_THREADS", System.getProperty("rebox.test.threads", "1"));
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            return new TrainingProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of this process, as another folder sees it. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether a command can be run and does not fail. */
    public static boolean runs(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        exit();
    }

    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a condition while the process runs. @throws AssertionError if it ends before, or after two minutes */
    public TrainingProcess until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new AssertionError("no " + what + ":\n" + output());
            }
            pause(5);
        }
        return this;
    }

    /** Waits for text in what it says. */
    public TrainingProcess untilSaid(String text) {
        return until("'" + text + "'", () -> output().contains(text));
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The most resident memory it has had so far, in bytes; 0 once it has ended. */
    long peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                            .filter(line -> line.startsWith("VmHWM"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    << 10;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it ends of itself before the time is over. */
    public boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    /** Its exit status, once it ends. */
    public int exit() {
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("hangs:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it said so far, on standard output and standard error. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line with which it ended in error. */
    public String errorLine() {
        return output().lines()
                .filter(line -> line.startsWith("rebox: "))
                .reduce((first, second) -> second)
                .orElse("");
    }
}
