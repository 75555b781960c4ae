package dev.rebox.tensor;

import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalisation of a convolution's output. Detectors use the stored statistics: with scale and shift they become
 * a factor and a bias of the convolution ({@link #factor()}, {@link #bias()}), so that it costs nothing. Scale and shift
 * may be trained all the same ({@link TrainedNormalization}): then factor and bias have a graph. Pretraining uses it
 * live ({@link #live(Tensor)}).
 */
public final class BatchNorm {
    private static final double MOMENTUM = 0.1;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;
    private final double epsilon;
    private final TrainedNormalization trained;
    private final Derived factorAndBias;
    private boolean live;
    private boolean fixed;

    /** Parameters {@code name.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}, [channels] each. */
    public BatchNorm(Parameters parameters, String name, long channels, double epsilon) {
        Parameters own = parameters.under(name);
        weight = own.constant("weight", Init.ONES, channels);
        bias = own.constant("bias", Init.ZEROS, channels);
        mean = own.constant("running_mean", Init.ZEROS, channels);
        variance = own.constant("running_var", Init.ONES, channels);
        this.epsilon = epsilon;
        trained = parameters.normalization();
        factorAndBias = own.derived();
        choose();
    }

    /** Batch statistics and trained scale and shift from now on, or the stored ones again. */
    void trainNormalization(boolean on) {
        live = on;
        choose();
    }

    /** Lets scale and shift be trained if they are among what is trained, or freezes them. */
    void train(boolean on) {
        fixed = !on;
        choose();
    }

    private void choose() {
        weight.train(live || !fixed && trained.scale());
        bias.train(live || !fixed && trained.shift());
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

    /**
     * What the convolution's weights are multiplied by: [C]. With a graph if one is recorded and the scale is trained; else
     * a constant, kept until the parameters change.
     */
    Tensor factor() {
        return hasGraph(weight) ? newFactor() : kept().get(0);
    }

    /** What is added then: [C]. With a graph if one is recorded and shift or scale are trained. */
    Tensor bias() {
        return hasGraph(weight) || hasGraph(bias) ? newBias(factor()) : kept().get(1);
    }

    private static boolean hasGraph(Parameter parameter) {
        return GradMode.is_enabled() && parameter.trained();
    }

    private Tensor newFactor() {
        return weight.value().div(variance.value().add(new Scalar(epsilon)).sqrt());
    }

    private Tensor newBias(Tensor factor) {
        return bias.value().sub(mean.value().mul(factor));
    }

    private List<Tensor> kept() {
        return factorAndBias.of(version(), ScalarType.Float, () -> {
            Tensor factor = newFactor();
            return List.of(factor, newBias(factor));
        });
    }

    long version() {
        return weight.version() + bias.version() + mean.version() + variance.version();
    }
}
