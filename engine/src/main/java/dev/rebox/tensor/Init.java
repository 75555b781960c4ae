package dev.rebox.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How a new parameter is filled. Reproducible: the values depend on the seed and the parameter's name, not on the order. */
@FunctionalInterface
public interface Init {
    Init ZEROS = torch::zeros;
    Init ONES = torch::ones;

    /** A float32 tensor of this shape on the CPU. */
    Tensor fill(long... shape);

    /** N(0, deviation): the paper's 0.01 for every new layer. */
    static Init normal(double deviation) {
        return shape -> {
            Tensor values = torch.randn(shape);
            values.mul_(new Scalar(deviation)); // what this call returns is borrowed
            return values;
        };
    }

    /** He et al. 2015, fan out, for a network that is trained from scratch; shape [out, in / groups, kh, kw]. */
    static Init kaiming(int groups) {
        return shape -> {
            double fanOut = (double) shape[0] * shape[2] * shape[3] / groups;
            return normal(Math.sqrt(2 / fanOut)).fill(shape);
        };
    }
}
