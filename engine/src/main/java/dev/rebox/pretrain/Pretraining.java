package dev.rebox.pretrain;

import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Classifier;
import dev.rebox.backbone.Normalization;
import dev.rebox.data.Dataset;
import dev.rebox.data.image.RgbImage;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Sgd;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Classification of the boxes' crops and of background crops, with live batch normalisation: SGD with momentum, the
 * learning rate falling as half a cosine.
 */
public final class Pretraining {
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 1e-4;
    private static final double FORGET = 0.05;

    private Pretraining() {}

    /** Who wants to know how it goes: the loss and the share of rightly classified crops, both smoothed. */
    @FunctionalInterface
    public interface Listener {
        void step(int step, int steps, double loss, double accuracy);

        /** Asked after each step: if true, the weights are written as they are, and training ends. */
        default boolean stopAsked() {
            return false;
        }
    }

    /**
     * Writes a weights file for {@code model.weights}.
     *
     * @return the share of crops classified rightly over the last steps (in training: not a test)
     */
    public static double run(Dataset data, PretrainConfig config, Path weights, Listener listener) {
        try (Parameters parameters = new Parameters(Engine.device(config.device()), config.seed())) {
            Classifier classifier = new Classifier(
                    config.backbone(),
                    config.width(),
                    Backbones.defaults(config.backbone()),
                    data.labels().size() + 1,
                    parameters);
            classifier.trainNormalization(true);
            double accuracy;
            try (Optimizer optimizer = new Sgd(parameters.trained(), MOMENTUM, new WeightDecay(DECAY, DECAY))) {
                accuracy = Workers.together(
                        () -> train(classifier, optimizer, new CropBatches(data, config.size()), config, listener));
            }
            classifier.trainNormalization(false);
            classifier.save(weights, Map.of("trained_on", "crops of the boxes of " + data.name()));
            return accuracy;
        }
    }

    private static double train(
            Classifier classifier, Optimizer optimizer, CropBatches batches, PretrainConfig config, Listener listener) {
        List<Parameter> trained = classifier.parameters().trained();
        SplittableRandom random = new SplittableRandom(config.seed());
        double loss = 0;
        double accuracy = 0;
        for (int step = 0; step < config.steps(); step++) {
            List<BoxCrop> crops = batches.next(config.batch(), random);
            double rate = config.learningRate() * (1 + Math.cos(Math.PI * step / config.steps())) / 2;
            try (PointerScope scope = new PointerScope()) {
                Normalization normalization =
                        classifier.backbone().conventions().normalization();
                Tensor images = images(
                        crops, normalization, config, classifier.parameters().device());
                Tensor labels = Tensors.longs(
                        crops.stream().mapToLong(BoxCrop::label).toArray(), images.device(), crops.size());
                Tensor logits = classifier.forward(images).logits();
                Tensor crossEntropy = torch.cross_entropy_loss(logits, labels);
                crossEntropy.backward();
                optimizer.step(rate);
                Gradients.clear(trained);
                double right = logits.argmax(new LongOptional(1), false)
                        .eq(labels)
                        .to(torch.ScalarType.Float)
                        .mean()
                        .item_float();
                double share = step == 0 ? 1 : FORGET;
                loss += share * (crossEntropy.item_float() - loss);
                accuracy += share * (right - accuracy);
            }
            listener.step(step + 1, config.steps(), loss, accuracy);
            if (listener.stopAsked()) {
                break;
            }
        }
        return accuracy;
    }

    /** [B, 3, S, S] */
    private static Tensor images(
            List<BoxCrop> crops, Normalization normalization, PretrainConfig config, Device device) {
        int size = config.size();
        byte[] pixels = new byte[crops.size() * size * size * 3];
        for (int i = 0; i < crops.size(); i++) {
            RgbImage image = crops.get(i).image();
            System.arraycopy(image.rgb(), 0, pixels, i * size * size * 3, size * size * 3);
        }
        return normalization
                .apply(Tensors.bytes(pixels, device, crops.size(), size, size, 3))
                .to(config.precision().type())
                .contiguous(MemoryFormat.ChannelsLast);
    }
}
