package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.data.Dataset;
import dev.rebox.data.check.OnError;
import dev.rebox.data.check.UsableData;
import dev.rebox.pretrain.PretrainConfig;
import dev.rebox.pretrain.Pretraining;
import dev.rebox.tensor.Precision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        description =
                "Makes a start for the backbone out of the boxes themselves, where no ImageNet weights are at hand.",
        footer = {"", "Then: rebox train model.weights=FILE model.backbone=NAME ..."})
final class PretrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "PATH[:SPLIT][:PERCENT%%], several joined by +.")
    String dataset;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The weights file to write.")
    Path out;

    @Option(names = "--backbone", defaultValue = "mobilenet_v1", description = "Default: ${DEFAULT-VALUE}.")
    String backbone;

    @Option(names = "--width", defaultValue = "1.0", description = "Of MobileNet. Default: ${DEFAULT-VALUE}.")
    double width;

    @Option(names = "--steps", defaultValue = "600", description = "Of 32 crops each. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Option(names = "--seed", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(names = "--precision", defaultValue = "float32", description = "float32 or bfloat16.")
    Precision precision;

    @Mixin
    DatasetOptions options;

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "Prints one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        Dataset data = UsableData.open(dataset, options.open(), OnError.DROP).dataset();
        PretrainConfig config = PretrainConfig.standard(backbone, width)
                .with(steps, seed, precision)
                .on(engine.start());
        StopRequest stop = StopRequest.listen();
        Steps listener = new Steps(stop);
        double accuracy = Rebox.pretrain(data, config, out, listener);
        if (json) {
            Json.print(System.out, Map.of("weights", out.toString(), "steps", listener.done, "accuracy", accuracy));
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%.0f%% of the crops classified rightly. The weights are in %s%n",
                    100 * accuracy,
                    out);
        }
        if (listener.done < steps) {
            System.err.println(
                    "Stopped after step " + listener.done + " of " + steps + ": the weights are those of that step.");
            return StopRequest.INTERRUPTED;
        }
        return 0;
    }

    /** Lines on standard error; ends pretraining when it is asked to. */
    private static final class Steps implements Pretraining.Listener {
        private final StopRequest stop;
        private int done;

        Steps(StopRequest stop) {
            this.stop = stop;
        }

        @Override
        public void step(int step, int steps, double loss, double accuracy) {
            done = step;
            print(step, steps, loss, accuracy);
        }

        @Override
        public boolean stopAsked() {
            return stop.asked();
        }
    }

    private static void print(int step, int steps, double loss, double accuracy) {
        if (step % Math.max(1, steps / 20) == 0) {
            System.err.printf(
                    Locale.ROOT, "step %d of %d  loss %.3f  %.0f%% right%n", step, steps, loss, 100 * accuracy);
        }
    }
}
