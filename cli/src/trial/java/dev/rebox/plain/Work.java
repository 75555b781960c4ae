package dev.rebox.plain;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/** Multiply-adds of convolutions and fully connected layers, gradients included: counted as Rebox counts its own. */
public final class Work {
    private long multiplyAdds;

    /** A layer with this weight, [out, ...], made {@code output} of {@code input}. */
    void layer(Tensor input, Tensor output, Tensor weight) {
        int times = 1;
        if (GradMode.is_enabled()) {
            times += (weight.requires_grad() ? 1 : 0) + (input.requires_grad() ? 1 : 0);
        }
        multiplyAdds += times * output.numel() * (weight.numel() / weight.size(0));
    }

    /** Those since the last call. */
    public long take() {
        long taken = multiplyAdds;
        multiplyAdds = 0;
        return taken;
    }
}
