package dev.rebox.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.config.Config;
import dev.rebox.data.Datasets;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.scenes.World;
import dev.rebox.error.ReboxException;
import dev.rebox.file.Folders;
import dev.rebox.pretrain.PretrainConfig;
import dev.rebox.pretrain.Pretraining;
import dev.rebox.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data and weights where a user has none: scenes drawn from a seed, and backbones pretrained on the crops of their boxes.
 *
 * @param train images to train on
 * @param test images to measure on
 * @param pretrainSteps of 32 crops each
 * @param world what tells lookalikes apart; null: only what stands beside them
 * @param masks whether silhouettes are written too, for arms with {@code data.masks}
 */
public record GeneratedScenes(
        @JsonProperty(required = true) int train,
        @JsonProperty(required = true) int test,
        @JsonProperty(required = true) int pretrainSteps,
        long seed,
        @Nullable World world,
        boolean masks) {
    /** How the names of their folders begin; the settings follow. */
    static final String FOLDER = "generated-";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedScenes.class);

    /** Boxes only. */
    public GeneratedScenes(int train, int test, int pretrainSteps, long seed, @Nullable World world) {
        this(train, test, pretrainSteps, seed, world, false);
    }

    @Override
    public World world() {
        return world == null ? World.ONLY_NEIGHBOURS : world;
    }

    /** The settings of a run that uses them. @param folder where they are, or will be */
    List<String> pairs(Path folder, Config config) {
        Path scenes = scenes(folder);
        return List.of(
                "data.train=" + scenes.resolve("train.json"),
                "data.test=" + scenes.resolve("test.json"),
                "model.weights="
                        + weights(
                                folder,
                                config.model().backbone(),
                                config.model().width()));
    }

    /** Draws the scenes and pretrains the backbone that a run needs, where that is not done yet. */
    void make(Path folder, String backbone, double width) {
        Path scenes = scenes(folder);
        if (!Files.isDirectory(scenes)) {
            LOG.info("Drawing {} scenes into {} ...", train + test, scenes);
            draw(scenes);
        }
        Path weights = weights(folder, backbone, width);
        if (!Files.isRegularFile(weights)) {
            pretrain(scenes, backbone, width, weights);
        }
    }

    /** A folder of their own inside a study's: other scenes or weights never pass for these. */
    Path folder(Path study) {
        String other = world().equals(World.ONLY_NEIGHBOURS)
                ? ""
                : "-context" + world().context() + "-likeness" + world().likeness();
        return study.resolve(
                FOLDER + train + "-" + test + "-" + pretrainSteps + "-" + seed + other + (masks ? "-masks" : ""));
    }

    private static Path scenes(Path folder) {
        return folder.resolve("scenes");
    }

    private static Path weights(Path folder, String backbone, double width) {
        return folder.resolve("backbone-" + backbone + "-" + width + ".safetensors");
    }

    /** All scenes or none: a half-drawn folder would pass for a whole one. */
    private void draw(Path scenes) {
        Path part = scenes.resolveSibling("." + scenes.getFileName() + ".part");
        try {
            Folders.delete(part);
            Scenes.write(part, train, test, seed, world(), masks);
            Files.move(part, scenes, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ReboxException(scenes + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private void pretrain(Path scenes, String backbone, double width, Path weights) {
        LOG.info("Pretraining {} on crops of the boxes ({} steps) ...", backbone, pretrainSteps);
        PretrainConfig config = PretrainConfig.standard(backbone, width).with(pretrainSteps, seed, Precision.fastest());
        double accuracy = Pretraining.run(
                Datasets.open(scenes.resolve("train.json").toString()), config, weights, (step, steps, loss, right) -> {
                    if (step % 50 == 0) {
                        LOG.info(
                                "  step {} of {}: {}% of the crops classified rightly",
                                step, steps, Math.round(100 * right));
                    }
                });
        LOG.info("The backbone classifies {}% of the crops rightly.", Math.round(100 * accuracy));
    }
}
