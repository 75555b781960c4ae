package dev.rebox.plain;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/** torch.nn's fully connected layer. */
public final class LinearLayer {
    private final LinearImpl linear;
    private final Work work;

    public LinearLayer(Place place, String name, int in, int out) {
        linear = new LinearImpl(in, out);
        work = place.work();
        place.tensors().add(place.prefix() + name + ".weight", linear.weight(), place.trained());
        place.tensors().add(place.prefix() + name + ".bias", linear.bias(), place.trained());
    }

    /** [N, in] to [N, out]. */
    public Tensor forward(Tensor x) {
        Tensor y = linear.forward(x);
        work.layer(x, y, linear.weight());
        return y;
    }
}
