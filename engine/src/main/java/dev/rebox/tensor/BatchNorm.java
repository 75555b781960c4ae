package dev.rebox.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

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
    private Tensor keptFactor;
    private Tensor keptBias;
    private long keptVersion = -1;

    /** Parameters {@code name.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}, [channels] each. */
    public BatchNorm(Parameters parameters, String name, long channels, double epsilon) {
        Parameters own = parameters.under(name);
        weight = own.constant("weight", Init.ONES, channels);
        bias = own.constant("bias", Init.ZEROS, channels);
        mean = own.constant("running_mean", Init.ZEROS, channels);
        variance = own.constant("running_var", Init.ONES, channels);
        this.epsilon = epsilon;
    }

    /** Batch statistics and trained scale and shift from now on, or the stored ones again. */
    void live(boolean on) {
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
        keep();
        return keptFactor;
    }

    /** What is added then: [C]. */
    Tensor bias() {
        keep();
        return keptBias;
    }

    private void keep() {
        if (version() == keptVersion) {
            return;
        }
        if (keptFactor != null) {
            keptFactor.releaseReference();
            keptBias.releaseReference();
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            keptFactor = weight.value()
                    .div(variance.value().add(new Scalar(epsilon)).sqrt())
                    .retainReference();
            keptBias = bias.value().sub(mean.value().mul(keptFactor)).retainReference();
        }
        keptVersion = version();
    }

    long version() {
        return weight.version() + bias.version() + mean.version() + variance.version();
    }
}
