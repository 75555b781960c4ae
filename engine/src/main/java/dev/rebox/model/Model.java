package dev.rebox.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Conventions;
import dev.rebox.backbone.PretrainedWeights;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.LabelMap;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.stored.WeightLoader;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A detector with all that is needed to use it: its classes, its settings, and what its backbone expects of images.
 * Saved as one safetensors file.
 */
public record Model(TwoStageDetector detector, LabelMap labels, Config config, Conventions conventions)
        implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "rebox.config";
    private static final String CLASSES = "rebox.classes";
    private static final String CLASS_IDS = "rebox.classIds";

    /**
     * A new model: the backbone and, unless configured otherwise, every tail from the configured weights, if any; the rest
     * random from the seed. The weights may be a trained detector, see {@link #create(Config, LabelMap, Consumer)}.
     */
    public static Model create(Config config, LabelMap labels) {
        return create(config, labels, report -> {});
    }

    /**
     * The same; where the configured weights are a trained detector (a run folder or a model file), whatever fits of it is
     * taken: its classes, tasks and head may be others.
     *
     * @param started is told what was taken from a trained detector
     * @throws dev.rebox.error.ConfigException if the weights are of another backbone
     */
    public static Model create(Config config, LabelMap labels, Consumer<StartReport> started) {
        ModelConfig m = config.model();
        if (m.weights() == null) {
            return build(config, labels, Backbones.defaults(m.backbone()), detector -> {});
        }
        Path given = Path.of(m.weights());
        Path file = Files.isDirectory(given) ? ModelFiles.of(given) : given;
        if (isModel(file)) {
            return fromTrained(config, labels, file, started);
        }
        try (PretrainedWeights weights = PretrainedWeights.open(file, m.backbone(), m.width())) {
            return build(
                    config,
                    labels,
                    weights.conventions(),
                    detector -> weights.into(
                            detector.parameters().under("backbone"),
                            detector.tails(),
                            m.trunkStart() == ModelConfig.TrunkStart.WEIGHTS));
        }
    }

    /** The settings of a saved model, without the model. @throws DataException if the file is not one */
    public static Config config(Path file) {
        try (Weights weights = WeightsFile.open(file)) {
            return trained(weights).config();
        }
    }

    /** Whether a weights file is a detector of Rebox. @throws DataException if it is not a weights file */
    public static boolean isModel(Path file) {
        try (Weights weights = WeightsFile.open(file)) {
            return weights.metadata().containsKey(CONFIG);
        }
    }

    private static Model fromTrained(Config config, LabelMap labels, Path file, Consumer<StartReport> started) {
        try (Weights weights = WeightsFile.open(file)) {
            TrainedStart start = trained(weights);
            start.requireBackbone(config.model());
            return build(config, labels, start.conventions(), detector -> started.accept(start.into(detector, labels)));
        }
    }

    /** The settings and classes of a trained detector. @throws DataException if the file is not one */
    private static TrainedStart trained(Weights weights) {
        Path file = weights.file();
        Map<String, String> metadata = weights.metadata();
        if (!metadata.containsKey(CONFIG)) {
            throw new DataException(file + ": not a model of Rebox (its metadata lacks '" + CONFIG
                    + "'). Give a run folder or a model.safetensors that training wrote.");
        }
        if (!metadata.containsKey(CLASSES)) {
            throw new DataException(file + ": a checkpoint, which does not name its classes. Give the run folder, or a"
                    + " model.safetensors that training wrote.");
        }
        Config config = ConfigReader.parse(metadata.get(CONFIG), file.toString());
        return new TrainedStart(
                weights,
                config,
                labels(metadata, file),
                Backbones.defaults(config.model().backbone()).with(metadata, file));
    }

    /** A model that cannot be built or filled leaves nothing behind. */
    static Model build(Config config, LabelMap labels, Conventions conventions, Consumer<TwoStageDetector> fill) {
        ModelConfig m = config.model();
        Parameters parameters = new Parameters(
                Engine.device(config.train().device()), config.train().seed(), m.normalization());
        try {
            Backbone backbone = Backbones.create(m.backbone(), m.width(), conventions, parameters.under("backbone"));
            TwoStageDetector detector = new TwoStageDetector(m, labels.size(), backbone, parameters);
            fill.accept(detector);
            return new Model(detector, labels, config, conventions);
        } catch (RuntimeException | Error e) {
            parameters.close();
            throw e;
        }
    }

    /** Writes the model, whole or not at all. */
    public void save(Path file) {
        save(file, Map.of());
    }

    /** The same with more to be said about it. */
    void save(Path file, Map<String, String> more) {
        Map<String, String> metadata = new LinkedHashMap<>(conventions.metadata());
        metadata.putAll(more);
        metadata.put("architecture", "rebox");
        metadata.put(CONFIG, ConfigReader.write(config));
        try {
            metadata.put(CLASSES, JSON.writeValueAsString(labels.names()));
            metadata.put(CLASS_IDS, JSON.writeValueAsString(labels.ids()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        Safetensors.write(file, metadata, tensors());
    }

    /** Every parameter by name. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : detector.parameters().all()) {
            tensors.put(parameter.name(), parameter.value());
        }
        return tensors;
    }

    /** Reads a saved model onto a device. */
    public static Model load(Path file, Device device) {
        try (Weights weights = WeightsFile.open(file)) {
            TrainedStart trained = trained(weights);
            Config config = trained.config().withDevice(device);
            return build(config, trained.labels(), trained.conventions(), detector -> new WeightLoader(weights)
                    .into(List.of(detector.parameters()), name -> false));
        }
    }

    /** The classes of a saved model, without the model. */
    public static LabelMap labels(Path file) {
        try (Weights weights = WeightsFile.open(file)) {
            return labels(weights.metadata(), file);
        }
    }

    private static LabelMap labels(Map<String, String> metadata, Path file) {
        return new LabelMap(
                list(metadata, CLASSES, new TypeReference<List<String>>() {}, file),
                list(metadata, CLASS_IDS, new TypeReference<List<Long>>() {}, file));
    }

    private static <T> T list(Map<String, String> metadata, String key, TypeReference<T> type, Path file) {
        try {
            return JSON.readValue(metadata.getOrDefault(key, ""), type);
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": its metadata '" + key + "' is damaged.");
        }
    }

    @Override
    public void close() {
        detector.parameters().close();
    }
}
