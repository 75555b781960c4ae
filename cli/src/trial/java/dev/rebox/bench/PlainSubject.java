package dev.rebox.bench;

import dev.rebox.config.TrainConfig;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.PlainDetector;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The plain detector under measurement, trained by libtorch's own optimiser. */
final class PlainSubject {
    private final PlainDetector detector;
    private final Sample sample;
    private final TrainConfig train;
    private final List<Tensor> trained;
    private final SGD optimizer;
    private int steps;
    private long stepWork;
    private long predictionWork;

    PlainSubject(PlainDetector detector, Sample sample, TrainConfig train) {
        this.detector = detector;
        this.sample = sample;
        this.train = train;
        trained = detector.place().tensors().trained();
        SGDOptions options = new SGDOptions(train.learningRate());
        options.momentum().put(train.momentum());
        options.weight_decay().put(train.weightDecay());
        detector.place().work().take();
        optimizer = new SGD(new TensorVector(trained.toArray(Tensor[]::new)), options);
    }

    /** Forward, backward, clip each parameter's gradient, optimiser. */
    void step() {
        try (PointerScope scope = new PointerScope()) {
            detector.losses(sample, train.regions(), train.precision(), new SplittableRandom(steps++))
                    .total()
                    .backward();
            for (Tensor parameter : trained) {
                torch.clip_grad_norm_(parameter, train.clip());
            }
            optimizer.step();
            optimizer.zero_grad();
        }
        stepWork = detector.place().work().take();
    }

    void predict() {
        detector.detect(sample.image(), train.precision());
        predictionWork = detector.place().work().take();
    }

    /** Multiply-adds of the last step. */
    long stepWork() {
        return stepWork;
    }

    /** Multiply-adds of the last prediction. */
    long predictionWork() {
        return predictionWork;
    }
}
