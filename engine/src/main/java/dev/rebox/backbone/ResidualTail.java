package dev.rebox.backbone;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A ResNet's last stage. */
final class ResidualTail implements RoiTail {
    private final ResidualBlock first;
    private final Sequence blocks;

    ResidualTail(List<ResidualBlock> blocks) {
        first = blocks.get(0);
        this.blocks = new Sequence(blocks);
    }

    @Override
    public Tensor forward(Tensor input) {
        return blocks.forward(input);
    }

    @Override
    public Optional<PointwiseStart> pointwise() {
        return first.pointwise().map(start -> start.then(x -> blocks.forward(x, 1)));
    }

    @Override
    public void trainNormalization(boolean on) {
        blocks.trainNormalization(on);
    }

    @Override
    public void train(boolean on) {
        blocks.train(on);
    }
}
