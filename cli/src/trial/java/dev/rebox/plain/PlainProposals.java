package dev.rebox.plain;

import dev.rebox.detector.proposal.AnchorGrid;
import dev.rebox.detector.proposal.RegionProposalNetwork;
import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Padding;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The region proposal network of torch.nn modules: a 3x3 convolution and two 1x1 ones. */
public final class PlainProposals {
    private static final int CHANNELS = 512;

    private final AnchorGrid grid;
    private final ConvLayer shared;
    private final ConvLayer objectness;
    private final ConvLayer offsets;

    public PlainProposals(Place place, int featureChannels, AnchorGrid grid) {
        this.grid = grid;
        Shape reach = Shape.of(featureChannels, CHANNELS, 3, 1, Padding.SYMMETRIC);
        shared = ConvLayer.biased(place, "conv", reach, Activations.relu());
        objectness = output(place, "objectness", 2 * grid.perCell());
        offsets = output(place, "offsets", 4 * grid.perCell());
    }

    private static ConvLayer output(Place place, String name, int channels) {
        return ConvLayer.biased(place, name, Shape.of(CHANNELS, channels, 1, 1, Padding.SYMMETRIC), Activations.NONE);
    }

    /** @param map [B, C, H, W] */
    public RegionProposalNetwork.Output forward(Tensor map) {
        Tensor hidden = shared.forward(map);
        return new RegionProposalNetwork.Output(
                perAnchor(objectness.forward(hidden), 2),
                perAnchor(offsets.forward(hidden), 4),
                grid.over((int) map.size(2), (int) map.size(3)));
    }

    /** (B, A * n, H, W) -> (B, H, W, A * n) -> (B, H * W * A, n) float32. */
    private static Tensor perAnchor(Tensor map, int n) {
        return map.permute(0, 2, 3, 1).reshape(map.size(0), -1, n).to(ScalarType.Float);
    }
}
