package dev.rebox.model;

import dev.rebox.backbone.WeightsConversion;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/** Turns a public detector's file into a model of Rebox: one to start a training from. */
public final class DetectorConversion {
    private DetectorConversion() {}

    /**
     * Converts a detector of TensorFlow 1's zoo or of Detectron2.
     *
     * @return what was written; empty if the source is not a detector, of which nothing is written then
     * @throws ConfigException if it is one of a kind that is not known, or lacks a layer
     * @throws dev.rebox.error.DataException if it is damaged
     */
    public static Optional<WeightsConversion.Summary> convert(Path source, Path target) {
        try (Weights weights = WeightsFile.open(source)) {
            Optional<PublicDetector> detector = ZooDetector.of(weights).or(() -> DetectronDetector.of(weights));
            return detector.map(found -> convert(weights, found, target));
        }
    }

    private static WeightsConversion.Summary convert(Weights weights, PublicDetector source, Path target) {
        List<String> settings = new ArrayList<>(source.settings());
        settings.add("train.device=cpu");
        Config config = ConfigReader.read(settings);
        try (Model model = Model.build(config, source.labels(), source.conventions(), detector -> detector.parameters()
                .all()
                .forEach(parameter -> fill(parameter, source, weights.file())))) {
            Map<String, String> told = new LinkedHashMap<>();
            told.put("publisher", source.publisher());
            told.put("licence", source.licence());
            model.save(target, told);
            Map<String, String> metadata = new LinkedHashMap<>(told);
            metadata.putAll(model.conventions().metadata());
            List<String> dropped = weights.entries().keySet().stream()
                    .filter(name -> !source.used().contains(name))
                    .toList();
            return new WeightsConversion.Summary(
                    target.toString(), model.tensors().size(), dropped, metadata);
        }
    }

    private static void fill(Parameter parameter, PublicDetector source, Path file) {
        float[] values = source.values(parameter);
        long count = 1;
        for (long side : parameter.shape()) {
            count *= side;
        }
        if (values == null || values.length != count) {
            throw new ConfigException(
                    file + ": " + (values == null ? "lacks what is called '" : "has another size of what is called '")
                            + parameter.name() + "' here: it is not a detector that can be converted.");
        }
        try (PointerScope scope = new PointerScope()) {
            parameter.set(Tensors.floats(values, Engine.device("cpu"), parameter.shape()));
        }
    }
}
