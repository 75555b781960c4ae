package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Several layers on the same input, their channels one after the other. */
record Branches(List<? extends Layer> branches) implements Layer {
    private static final int CHANNELS = 1;

    static Branches of(Layer... branches) {
        return new Branches(List.of(branches));
    }

    @Override
    public Tensor forward(Tensor x) {
        TensorVector outputs = new TensorVector();
        branches.forEach(branch -> outputs.push_back(branch.forward(x)));
        return torch.cat(outputs, CHANNELS);
    }

    @Override
    public void trainNormalization(boolean on) {
        branches.forEach(branch -> branch.trainNormalization(on));
    }

    @Override
    public void train(boolean on) {
        branches.forEach(branch -> branch.train(on));
    }
}
