package dev.rebox.train;

import dev.rebox.tensor.Engine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/** What a run depends on beside its configuration. */
final class Environment {
    private Environment() {}

    static Map<String, Object> now(Config config, TrainingData data) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("started", Instant.now().toString());
        environment.put("rebox", String.valueOf(Environment.class.getPackage().getImplementationVersion()));
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put(
                "engine", "libtorch, presets " + torch.class.getPackage().getImplementationVersion());
        environment.put("device", Engine.device(config.train().device()).str().getString());
        environment.put("threads", torch.get_num_threads());
        environment.put("seed", config.train().seed());
        environment.put("pictures", data.train().examples().size());
        environment.put("boxes", data.train().boxes());
        environment.put("dataHash", DataHash.of(data.train()));
        return environment;
    }
}
