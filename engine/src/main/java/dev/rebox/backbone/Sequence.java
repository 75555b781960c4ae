package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import dev.rebox.tensor.NativeScope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Layers one after the other. */
record Sequence(List<? extends Layer> layers) implements RoiTail {
    static Sequence of(Layer... layers) {
        return new Sequence(List.of(layers));
    }

    @Override
    public Tensor forward(Tensor input) {
        return forward(input, 0);
    }

    /** From a layer on. */
    Tensor forward(Tensor input, int first) {
        Tensor x = input;
        for (Layer layer : layers.subList(first, layers.size())) {
            Tensor before = x;
            x = NativeScope.result(() -> layer.forward(before));
        }
        return x;
    }

    @Override
    public void trainNormalization(boolean on) {
        layers.forEach(layer -> layer.trainNormalization(on));
    }

    @Override
    public void train(boolean on) {
        layers.forEach(layer -> layer.train(on));
    }
}
