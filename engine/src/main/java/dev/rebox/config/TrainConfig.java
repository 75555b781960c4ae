package dev.rebox.config;

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
        String memory,
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
        decayAt = List.copyOf(decayAt);
        positive("steps", steps);
        positive("batch", batch);
        positive("learningRate", learningRate);
        positive("clip", clip);
        positive("regions", regions);
        positive("loaders", loaders);
        positive("logEvery", logEvery);
        decayAt.forEach(decay -> positive("decayAt", decay));
        notNegative("momentum", momentum);
        if (momentum >= 1) {
            throw new ConfigException("train.momentum: " + momentum + " is not below 1.");
        }
        notNegative("weightDecay", weightDecay);
        notNegative("auxiliaryWeightDecay", auxiliaryWeightDecay);
        notNegative("cacheMegabytes", cacheMegabytes);
        notNegative("warmup", warmup);
        notNegative("evaluateEvery", evaluateEvery);
        notNegative("patience", patience);
        notNegative("checkpointEvery", checkpointEvery);
        MemorySize.bytes(memory); // refuses what it does not understand
        SkippedSteps.allowed(onInvalid); // refuses what it does not understand
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
                memory,
                onInvalid,
                logEvery,
                evaluateEvery,
                patience,
                checkpointEvery);
    }

    private static void positive(String key, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("train." + key + ": " + value + " is not a number above 0.");
        }
    }

    private static void notNegative(String key, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("train." + key + ": " + value + " is not a number from 0 on.");
        }
    }
}
