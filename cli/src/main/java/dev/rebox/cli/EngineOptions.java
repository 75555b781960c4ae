package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.config.Device;
import dev.rebox.error.ConfigException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a network runs: the same options for every command that runs one. */
final class EngineOptions {
    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu or cuda. Default: auto.")
    private Optional<Device> device = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Workers: threads that look at images side by side. Default: the processors that are idle.")
    private Optional<Integer> threads = Optional.empty();

    /** The device, once the number of workers is set. @throws ConfigException for fewer than one */
    Device start() {
        threads.ifPresent(count -> {
            if (count < 1) {
                throw new ConfigException("--threads: " + count + " is less than 1");
            }
            Rebox.threads(count);
        });
        return device.orElse(Device.AUTO);
    }

    /** The same for one of several processes, which share the processors that are idle. @return its number of workers */
    int startOneOf(int processes) {
        if (processes > 1 && threads.isEmpty()) {
            threads = Optional.of(Math.max(1, Rebox.threads() / processes));
        }
        start();
        return Rebox.threads();
    }

    /** The device as settings of a training, if one was given. */
    List<String> settings() {
        return device.map(given -> List.of("train.device=" + given.key())).orElse(List.of());
    }
}
