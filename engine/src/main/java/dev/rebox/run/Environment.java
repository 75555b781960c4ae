package dev.rebox.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.rebox.config.Config;
import dev.rebox.data.Dataset;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Workers;
import java.time.Instant;

/**
 * What a run depends on beside its configuration: {@code environment.json}.
 *
 * @param started when, as ISO 8601
 * @param rebox its version
 * @param java the virtual machine and its version
 * @param system the operating system and the processor's kind
 * @param engine the tensor engine's version
 * @param device {@code cpu} or {@code cuda:0}
 * @param threads that work side by side
 * @param images trained on; {@code pictures} in runs of version 0.1
 * @param boxes trained on
 * @param dataHash of both
 */
public record Environment(
        String started,
        String rebox,
        String java,
        String system,
        String engine,
        String device,
        int threads,
        long seed,
        @JsonAlias("pictures") int images,
        int boxes,
        String dataHash) {

    /** Of this process, with this data. */
    public static Environment now(Config config, Dataset data) {
        return new Environment(
                Instant.now().toString(),
                String.valueOf(Environment.class.getPackage().getImplementationVersion()),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "libtorch, presets " + Engine.version(),
                Engine.deviceName(config.train().device()),
                Workers.count(),
                config.train().seed(),
                data.examples().size(),
                data.boxes(),
                DataHash.of(data));
    }
}
