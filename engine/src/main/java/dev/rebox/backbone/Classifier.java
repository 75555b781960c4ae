package dev.rebox.backbone;

import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A backbone as it is trained to classify images: feature map, tail, spatial mean, one fully connected layer. Its
 * parameters have the names that weights files use.
 */
public final class Classifier {
    private static final double DEVIATION = 0.01;
    private static final long[] SPACE = {2, 3};

    private final String name;
    private final double width;
    private final Backbone backbone;
    private final RoiTail tail;
    private final Linear linear;
    private final Parameters parameters;

    /**
     * A new classifier of {@code classes} classes; see {@link Backbones#create} for the rest.
     *
     * @param parameters where all its parameters go
     */
    public Classifier(String name, double width, Conventions conventions, int classes, Parameters parameters) {
        this.name = name;
        this.width = width;
        this.parameters = parameters;
        backbone = Backbones.create(name, width, conventions, parameters);
        tail = backbone.tail(parameters, RoiTail.Form.CLASSIFIER);
        linear = new Linear(
                parameters, Backbones.classifierName(name), backbone.tailChannels(), classes, Init.normal(DEVIATION));
    }

    /**
     * What an image goes through.
     *
     * @param features [B, C, H / 16, W / 16]
     * @param tail [B, D, H / 32, W / 32]
     * @param logits float32 [B, classes]
     */
    public record Outputs(Tensor features, Tensor tail, Tensor logits) {}

    /** @param images [B, 3, H, W], normalised, channels last, of the type to compute in */
    public Outputs forward(Tensor images) {
        Tensor features = backbone.features(images);
        Tensor top = tail.forward(features);
        Tensor mean = top.to(ScalarType.Float).mean(SPACE);
        return new Outputs(features, top, linear.forward(mean));
    }

    public Backbone backbone() {
        return backbone;
    }

    /** All its parameters, named as in a weights file. */
    public Parameters parameters() {
        return parameters;
    }

    /** Pretraining: live batch normalisation and every layer trained; or the stored statistics again. */
    public void trainNormalization(boolean on) {
        backbone.trainNormalization(on);
        tail.trainNormalization(on);
    }

    /**
     * Writes a weights file that {@link PretrainedWeights} opens.
     *
     * @param about further metadata, e.g. what it was trained on
     */
    public void save(Path file, Map<String, String> about) {
        Map<String, String> metadata = new LinkedHashMap<>(about);
        metadata.put("architecture", name);
        metadata.put("width", Double.toString(width));
        metadata.putAll(backbone.conventions().metadata());
        Safetensors.write(file, metadata, parameters);
    }
}
