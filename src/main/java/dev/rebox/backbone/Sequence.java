package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Scopes;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Layers one after the other. */
record Sequence(List<? extends Layer> layers) implements Trunk {
    static Sequence of(Layer... layers) {
        return new Sequence(List.of(layers));
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor x = input;
        for (Layer layer : layers) {
            Tensor before = x;
            x = Scopes.result(() -> layer.forward(before));
        }
        return x;
    }

    @Override
    public void live(boolean on) {
        layers.forEach(layer -> layer.live(on));
    }

    @Override
    public void train(boolean on) {
        layers.forEach(layer -> layer.train(on));
    }
}
