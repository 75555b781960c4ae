package dev.rebox.auxiliary;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The paper's equation 2. */
final class SoftCrossEntropy {
    private SoftCrossEntropy() {}

    /**
     * {@code -sum(label * log softmax(logits)) / count}.
     *
     * @param logits [N, C]
     * @param labels [N, C], each row a distribution, or zeros for a row that does not count
     * @param count what the sum is divided by
     */
    static Tensor of(Tensor logits, Tensor labels, double count) {
        return torch.log_softmax(logits, 1).mul(labels).sum().mul(new Scalar(-1 / count));
    }
}
