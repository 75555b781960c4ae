package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.Sample;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.recycle.TaskLabels;
import dev.rebox.region.FeatureMap;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A task that the program does not know: how many boxes an image has. All of it is this file and one line. */
public final class CountTask implements TaskKind {
    /** @param boxes in the image, crowds left out */
    record Count(int boxes) implements TaskLabels {}

    @Override
    public String name() {
        return "count";
    }

    @Override
    public String title() {
        return "Number of boxes";
    }

    @Override
    public double weight() {
        return 0.1;
    }

    @Override
    public List<AuxiliaryFigure> figures() {
        return List.of(
                new AuxiliaryFigure("countRight", "count right", "how many boxes there are", (predicted, labels) -> {
                    int right = 0;
                    for (int n = 0; n < predicted.length; n++) {
                        right += Math.round(predicted[n][0]) == labels[n][0] ? 1 : 0;
                    }
                    return right / (double) predicted.length;
                }));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return image -> new Count(image.boxes().size());
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        Conv2d.Shape shape = Conv2d.Shape.of(parts.featureChannels(), 1, 1, 1, Padding.VALID);
        Conv2d head = Conv2d.biased(parts.parameters(), "conv", shape, Init.normal(0.01), Activation.NONE);
        return new AuxiliaryTask() {
            @Override
            public Tensor loss(TaskInput seen) {
                Tensor wanted = Tensors.floats(
                        counts(seen.samples()),
                        seen.features().map().device(),
                        seen.samples().size());
                return counted(head, seen.features()).sub(wanted).abs().mean();
            }

            @Override
            public Predictions predict(FeatureMap features, List<Sample> samples) {
                return new Predictions(
                        Predictions.rows(Tensors.toFloats(counted(head, features)), samples.size()),
                        Predictions.rows(counts(samples), samples.size()));
            }
        };
    }

    /** [B] */
    private static Tensor counted(Conv2d head, FeatureMap features) {
        return head.forward(features.map()).to(ScalarType.Float).mean(1, 2, 3);
    }

    private static float[] counts(List<Sample> samples) {
        float[] counts = new float[samples.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = samples.get(i).labels(Count.class).boxes();
        }
        return counts;
    }
}
