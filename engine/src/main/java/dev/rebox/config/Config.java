package dev.rebox.config;

import dev.rebox.backbone.Backbones;
import dev.rebox.config.Key.Affects;
import dev.rebox.config.Key.Resume;
import dev.rebox.data.check.AnchorReach;
import java.util.Map;

/**
 * All settings of a training run, resolved: every key has a value. The file {@code defaults.yaml} beside this class
 * lists them with their meaning.
 */
public record Config(
        @Key(resume = Resume.SILENT, affects = Affects.SPEED, path = true)
        String out,

        @Key(resume = Resume.SILENT, affects = Affects.SPEED)
        boolean resume,

        DataConfig data,
        AugmentConfig augment,
        ModelConfig model,
        TrainConfig train) {

    /** How the anchors of this training can meet boxes. */
    public AnchorReach reach() {
        double firstCell = Backbones.defaults(model.backbone()).firstCell(); // a weights file may say otherwise
        return new AnchorReach(data.resize(), model.anchors(firstCell));
    }

    /** The same on another device. */
    public Config withDevice(Device device) {
        return ConfigReader.with(this, Map.of("train.device", device.key()));
    }

    /** The same with another number of steps. */
    public Config withSteps(int steps) {
        return ConfigReader.with(this, Map.of("train.steps", steps));
    }

    /** The same in another run folder with another network. */
    public Config with(String otherOut, ModelConfig otherModel) {
        return new Config(otherOut, resume, data, augment, otherModel, train);
    }
}
