package dev.rebox.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.config.Key.Affects;
import dev.rebox.config.Key.Resume;
import dev.rebox.data.loader.WindowMode;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code train} part of a configuration: see {@code defaults.yaml}. */
public record TrainConfig(
        @Key(
                resume = Resume.FREE,
                effect = "training ends there; where decayAt is given in shares, the rate falls accordingly")
        int steps,

        @Key int batch,
        @Key(resume = Resume.FREE) double learningRate,
        @Key(resume = Resume.FREE) int warmup,
        @Key(resume = Resume.FREE) List<Double> decayAt,
        @Key OptimizerKind optimizer,
        @Key(resume = Resume.FREE) double momentum,
        @Key double ema,
        @Key(resume = Resume.FREE) double weightDecay,
        @Key(resume = Resume.FREE) double auxiliaryWeightDecay,

        @Key(resume = Resume.FREE, optional = true) @Nullable
        Double trunkWeightDecay,

        @Key(resume = Resume.FREE) boolean decayBiases,
        @Key(resume = Resume.FREE) double clip,
        @Key(resume = Resume.FREE) int regions,
        @Key WindowMode windows,
        @Key long seed,
        @Key(resume = Resume.FREE) Precision precision,
        @Key(resume = Resume.FREE, affects = Affects.SPEED) String device,

        @Key(resume = Resume.FREE, affects = Affects.SPEED, effect = "what is learned stays the same")
        int loaders,

        @Key(resume = Resume.FREE, affects = Affects.SPEED, effect = "what is learned stays the same")
        int cacheMegabytes,

        @Key(resume = Resume.FREE, optional = true, effect = "what is learned stays the same") @Nullable
        String memory,

        @Key(resume = Resume.FREE) String onInvalid,

        @Key(resume = Resume.FREE, affects = Affects.SPEED, effect = "what is learned stays the same")
        int logEvery,

        @Key(resume = Resume.FREE) int evaluateEvery,
        @Key(resume = Resume.FREE) int patience,
        @Key(resume = Resume.FREE, affects = Affects.SPEED) int checkpointEvery,

        @Key(resume = Resume.SILENT, optional = true) @Nullable
        RecipeKind recipe,

        @Key(resume = Resume.FREE, optional = true, effect = "training ends when it is over") @Nullable
        String budget,

        @Key(resume = Resume.SILENT, affects = Affects.SPEED)
        List<String> givenKeys) {
    /** Who chooses the settings. */
    public enum RecipeKind {
        @JsonProperty("none")
        NONE,
        @JsonProperty("auto")
        AUTO
    }

    /** How parameters follow their gradients. */
    public enum OptimizerKind {
        @JsonProperty("sgd")
        SGD,
        @JsonProperty("adamw")
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
        notNegative("ema", ema);
        if (ema >= 1) {
            throw new ConfigException("train.ema: " + ema + " is not below 1.");
        }
        notNegative("weightDecay", weightDecay);
        notNegative("auxiliaryWeightDecay", auxiliaryWeightDecay);
        if (trunkWeightDecay != null) {
            notNegative("trunkWeightDecay", trunkWeightDecay);
        }
        notNegative("cacheMegabytes", cacheMegabytes);
        notNegative("warmup", warmup);
        notNegative("evaluateEvery", evaluateEvery);
        notNegative("patience", patience);
        notNegative("checkpointEvery", checkpointEvery);
        givenKeys = List.copyOf(givenKeys);
        if (budget != null
                && TimeSpan.parse(budget).filter(time -> time.toMillis() > 0).isEmpty()) {
            throw new ConfigException("train.budget: '" + budget + "' is not a time. Write 90s, 30m, 2.5h or 1d.");
        }
        MemorySize.bytes(memory); // refuses what it does not understand
        SkippedSteps.allowed(onInvalid); // refuses what it does not understand
    }

    /** Whether settings that were not given are chosen: where that is asked for, or a budget is given and nothing else said. */
    public boolean auto() {
        return recipe == RecipeKind.AUTO || recipe == null && budget != null;
    }

    /** The time after which training ends, if there is one. */
    public Optional<Duration> timeBudget() {
        return Optional.ofNullable(budget).flatMap(TimeSpan::parse);
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
