package dev.rebox.cli;

import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes that run a command of this program beside this one, each with a log of its own. */
final class ExtraProcesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtraProcesses.class);
    private static final int SECONDS_TO_STOP = 120;

    private record Helper(Process process, Path log) {}

    private final List<Helper> helpers = new ArrayList<>();

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
                Path log = logs.resolve("process-" + (i + 2) + ".log");
                Process process = new ProcessBuilder(withJava(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                started.helpers.add(new Helper(process, log));
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

    /** Waits until they end by themselves, and says which of them failed. */
    void join() {
        try {
            for (Helper helper : helpers) {
                int status = helper.process.waitFor();
                if (status != 0) {
                    LOG.warn("A process that helped ended with status {}: see {}.", status, helper.log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks those that still run to stop in order, and waits for them. */
    @Override
    public void close() {
        helpers.forEach(helper -> helper.process.destroy());
        try {
            for (Helper helper : helpers) {
                Process process = helper.process;
                if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
