package dev.rebox.train;

import dev.rebox.data.loader.WindowMode;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;
import java.util.List;

/** The {@code train} part of a configuration: see {@code defaults.yaml}. */
public record TrainConfig(
        int steps,
        int batch,
        double learningRate,
        int warmup,
        List<Double> decayAt,
        OptimizerKind optimizer,
        double momentum,
        double weightDecay,
        double auxiliaryWeightDecay,
        double clip,
        int regions,
        WindowMode windows,
        long seed,
        Precision precision,
        String device,
        int loaders,
        int cacheMegabytes,
        String onInvalid,
        int logEvery,
        int evaluateEvery,
        int patience,
        int checkpointEvery) {
    /** How parameters follow their gradients. */
    public enum OptimizerKind {
        SGD,
        ADAMW
    }

    public TrainConfig {
        decayAt = decayAt == null ? List.of() : List.copyOf(decayAt);
        above("steps", steps, 0);
        above("batch", batch, 0);
        above("learningRate", learningRate, 0);
        above("clip", clip, 0);
        above("regions", regions, 0);
        above("loaders", loaders, 0);
        above("cacheMegabytes", cacheMegabytes, -1);
        above("logEvery", logEvery, 0);
        above("warmup", warmup, -1);
        above("evaluateEvery", evaluateEvery, -1);
        above("patience", patience, -1);
        above("checkpointEvery", checkpointEvery, -1);
    }

    TrainConfig withDevice(String other) {
        return new TrainConfig(
                steps,
                batch,
                learningRate,
                warmup,
                decayAt,
                optimizer,
                momentum,
                weightDecay,
                auxiliaryWeightDecay,
                clip,
                regions,
                windows,
                seed,
                precision,
                other,
                loaders,
                cacheMegabytes,
                onInvalid,
                logEvery,
                evaluateEvery,
                patience,
                checkpointEvery);
    }

    private static void above(String key, double value, double limit) {
        if (!(value > limit && value < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("train." + key + ": " + value + " is not a number above " + (long) limit + ".");
        }
    }
}
