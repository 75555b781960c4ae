package dev.rebox.config;

/**
 * All settings of a training run, resolved: every key has a value. The file {@code defaults.yaml} beside this class
 * lists them with their meaning.
 */
public record Config(String out, boolean resume, DataConfig data, ModelConfig model, TrainConfig train) {

    /** The same on another device. */
    public Config withDevice(String device) {
        return new Config(out, resume, data, model, train.withDevice(device));
    }

    /** The same in another run folder with another network. */
    public Config with(String otherOut, ModelConfig otherModel) {
        return new Config(otherOut, resume, data, otherModel, train);
    }
}
