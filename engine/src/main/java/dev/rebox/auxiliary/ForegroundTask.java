package dev.rebox.auxiliary;

import dev.rebox.data.loader.Sample;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.CropAndResize;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Which cells of the image any box covers (paper, section 3.1). */
final class ForegroundTask implements AuxiliaryTask {
    private static final int SIZE = ForegroundLabel.SIZE;

    private final Conv2d head;
    private final boolean tanh;

    /** @param tanh whether the logits go through it, so that the probability stays within .12 to .88 */
    ForegroundTask(Parameters parameters, int featureChannels, boolean tanh) {
        this.tanh = tanh;
        head = Conv2d.biased(
                parameters,
                "conv",
                Conv2d.Shape.of(featureChannels, 2, 1, 1, Padding.VALID),
                Init.normal(0.01),
                Activation.NONE);
    }

    /** Two-way cross entropy of each of the 64x64 cells times its weight, mean over cells and images. */
    @Override
    public Tensor loss(TaskInput seen) {
        Tensor logits = logits(seen.features());
        List<Sample> samples = seen.samples();
        int cells = SIZE * SIZE;
        long[] truth = new long[samples.size() * cells];
        float[] weight = new float[truth.length];
        for (int b = 0; b < samples.size(); b++) {
            ForegroundLabel label = samples.get(b).labels(ForegroundLabel.class);
            for (int i = 0; i < cells; i++) {
                truth[b * cells + i] = label.mask()[i] ? 1 : 0;
            }
            System.arraycopy(label.weight(), 0, weight, b * cells, cells);
        }
        Tensor wanted = Tensors.longs(truth, logits.device(), truth.length, 1);
        Tensor loss = torch.log_softmax(logits, 1).gather(1, wanted).view(-1).neg();
        return loss.mul(Tensors.floats(weight, logits.device(), weight.length)).mean();
    }

    /** Of each image the probability that a cell is foreground, beside 1 where it is and 0 where not: 4096 cells. */
    @Override
    public Predictions predict(FeatureMap features, List<Sample> samples) {
        float[] foreground = Tensors.toFloats(torch.softmax(logits(features), 1).select(1, 1));
        float[][] labels = new float[samples.size()][SIZE * SIZE];
        for (int b = 0; b < labels.length; b++) {
            for (int i = 0; i < labels[b].length; i++) {
                labels[b][i] = samples.get(b).labels(ForegroundLabel.class).mask()[i] ? 1 : 0;
            }
        }
        return new Predictions(Predictions.rows(foreground, labels.length), labels);
    }

    /** [B * 64 * 64, 2] float32: the map's logits over each image's own area, resized to 64x64. */
    Tensor logits(FeatureMap features) {
        Tensor linear = head.forward(features.map()).to(ScalarType.Float);
        Tensor coarse = tanh ? torch.tanh(linear) : linear;
        Regions images = Regions.wholeImages(features.frame());
        return CropAndResize.of(coarse, features.placed(images), SIZE)
                .permute(0, 2, 3, 1)
                .reshape(-1, 2);
    }
}
