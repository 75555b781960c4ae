package dev.rebox.tensor;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalisation of a convolution's output. Detectors use it frozen: the stored statistics, scale and shift become
 * a factor and a bias of the convolution ({@link #factor()}, {@link #bias()}), so that it costs nothing. Pretraining
 * uses it live ({@link #live(Tensor)}).
 */
public final class BatchNorm {
    private static final double MOMENTUM = 0.1;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;
    private final double epsilon;
    private boolean live;
    private final Derived factorAndBias;

    /** Parameters {@code name.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}, [channels] each. */
    public BatchNorm(Parameters parameters, String name, long channels, double epsilon) {
        Parameters own = parameters.under(name);
        weight = own.constant("weight", Init.ONES, channels);
        bias = own.constant("bias", Init.ZEROS, channels);
        mean = own.constant("running_mean", Init.ZEROS, channels);
        variance = own.constant("running_var", Init.ONES, channels);
        this.epsilon = epsilon;
        factorAndBias = own.derived();
    }

    /** Batch statistics and trained scale and shift from now on, or the stored ones again. */
    void trainNormalization(boolean on) {
        live = on;
        weight.train(on);
        bias.train(on);
    }

    boolean isLive() {
        return live;
    }

    /** Normalises [N, C, H, W] by its own statistics, and moves the stored ones towards them. */
    Tensor live(Tensor x) {
        mean.changed();
        variance.changed();
        return torch.batch_norm(
                x,
                new TensorOptional(weight.value()),
                new TensorOptional(bias.value()),
                new TensorOptional(mean.value()),
                new TensorOptional(variance.value()),
                true,
                MOMENTUM,
                epsilon,
                false);
    }

    /** What the convolution's weights are multiplied by: [C]. A constant, kept until the parameters change. */
    Tensor factor() {
        return kept().get(0);
    }

    /** What is added then: [C]. */
    Tensor bias() {
        return kept().get(1);
    }

    private List<Tensor> kept() {
        return factorAndBias.of(version(), ScalarType.Float, () -> {
            Tensor factor =
                    weight.value().div(variance.value().add(new Scalar(epsilon)).sqrt());
            return List.of(factor, bias.value().sub(mean.value().mul(factor)));
        });
    }

    long version() {
        return weight.version() + bias.version() + mean.version() + variance.version();
    }
}
