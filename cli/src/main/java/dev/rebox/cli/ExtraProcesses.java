package dev.rebox.cli;

import dev.rebox.error.ReboxException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that run a command of this program beside this one, each with a log of its own. */
final class ExtraProcesses implements AutoCloseable {
    private static final int SECONDS_TO_STOP = 120;

    private final List<Process> processes = new ArrayList<>();

    /**
     * @param logs a folder, for {@code process-2.log} and so on
     * @param count how many beside this one
     * @throws ReboxException if one cannot be started; none runs on then
     */
    static ExtraProcesses start(int count, Path logs, List<String> command) {
        ExtraProcesses started = new ExtraProcesses();
        try {
            Files.createDirectories(logs);
            for (int i = 0; i < count; i++) {
                File log = logs.resolve("process-" + (i + 2) + ".log").toFile();
                started.processes.add(new ProcessBuilder(withJava(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start());
            }
            return started;
        } catch (IOException e) {
            started.close();
            throw new ReboxException("another process cannot be started: " + e.getMessage(), e);
        }
    }

    /** With the virtual machine, its options and the classes of this process. */
    private static List<String> withJava(List<String> command) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        all.addAll(command);
        return all;
    }

    /** Waits until they end by themselves. */
    void join() {
        try {
            for (Process process : processes) {
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks those that still run to stop in order, and waits for them. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
