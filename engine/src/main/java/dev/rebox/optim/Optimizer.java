package dev.rebox.optim;

import dev.rebox.config.TrainConfig;
import dev.rebox.tensor.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Moves the trained parameters against their gradients. Owns its state: whoever makes one closes it. */
public interface Optimizer extends AutoCloseable {
    /** One step with this learning rate; the gradients stay. */
    void step(double learningRate);

    /** What must be saved to go on exactly: tensors by name, alive as long as the optimiser. */
    Map<String, Tensor> state();

    /** The number of steps done, which some optimisers need. */
    void resumeAt(long steps);

    /** The moving average of the parameters, where there is one: what is evaluated and saved in their place. */
    default Optional<WeightAverage> average() {
        return Optional.empty();
    }

    /** Frees the state. */
    @Override
    void close();

    /** The one that training is configured with. */
    static Optimizer of(TrainConfig train, List<Parameter> trained) {
        WeightDecay decay = WeightDecay.of(train);
        Optimizer plain =
                switch (train.optimizer()) {
                    case SGD -> new Sgd(trained, train.momentum(), decay);
                    case ADAMW -> new AdamW(trained, decay);
                };
        return train.ema() == 0 ? plain : new AveragingOptimizer(plain, new WeightAverage(trained, train.ema()));
    }
}
