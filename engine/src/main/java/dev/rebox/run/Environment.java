package dev.rebox.run;

import dev.rebox.config.Config;
import dev.rebox.data.Dataset;
import dev.rebox.tensor.Engine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** What a run depends on beside its configuration. */
public final class Environment {
    private Environment() {}

    public static Map<String, Object> now(Config config, Dataset data) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("started", Instant.now().toString());
        environment.put("rebox", String.valueOf(Environment.class.getPackage().getImplementationVersion()));
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put(
                "engine", "libtorch, presets " + torch.class.getPackage().getImplementationVersion());
        try (PointerScope scope = new PointerScope()) {
            environment.put(
                    "device", Engine.device(config.train().device()).str().getString());
        }
        environment.put("threads", torch.get_num_threads());
        environment.put("seed", config.train().seed());
        environment.put("pictures", data.examples().size());
        environment.put("boxes", data.boxes());
        environment.put("dataHash", DataHash.of(data));
        return environment;
    }
}
