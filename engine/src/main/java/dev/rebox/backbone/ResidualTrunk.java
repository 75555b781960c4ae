package dev.rebox.backbone;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A ResNet's last stage. */
final class ResidualTrunk implements Trunk {
    private final ResidualBlock first;
    private final Sequence blocks;

    ResidualTrunk(List<ResidualBlock> blocks) {
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
    public void live(boolean on) {
        blocks.live(on);
    }

    @Override
    public void train(boolean on) {
        blocks.train(on);
    }
}
