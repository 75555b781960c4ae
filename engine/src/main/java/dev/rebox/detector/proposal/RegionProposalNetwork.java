package dev.rebox.detector.proposal;

import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.FeatureMap;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The region proposal network: a 3x3 convolution, then for every anchor two objectness logits (background, object) and
 * four box offsets.
 */
public final class RegionProposalNetwork {
    /** However many workers there are, so that the bits are the same. Each computes up to two rows more than it keeps. */
    private static final int STRIPES = 2;

    private static final int LEAST_ROWS = 8;

    private final int channels;
    private final AnchorGrid grid;
    private final Conv2d shared;
    private final Conv2d objectness;
    private final Conv2d offsets;

    /** @param channels of the hidden layer, the paper's 512 */
    public RegionProposalNetwork(Parameters parameters, int featureChannels, int channels, AnchorGrid grid) {
        this.channels = channels;
        this.grid = grid;
        Init init = Init.normal(0.01);
        shared = Conv2d.biased(
                parameters,
                "conv",
                Conv2d.Shape.of(featureChannels, channels, 3, 1, Padding.SYMMETRIC),
                init,
                Activation.RELU);
        objectness = output(parameters, "objectness", 2 * grid.perCell(), init);
        offsets = output(parameters, "offsets", 4 * grid.perCell(), init);
    }

    private Conv2d output(Parameters parameters, String name, int outputs, Init init) {
        return Conv2d.biased(
                parameters, name, Conv2d.Shape.of(channels, outputs, 1, 1, Padding.VALID), init, Activation.NONE);
    }

    /** The network's outputs for the anchors of a batch. */
    public Output forward(FeatureMap features) {
        return output(hidden(features.map()));
    }

    /**
     * What the shared layer makes of the map. Without a graph, stripes of it side by side: each with a row more than it keeps, so
     * that it sees its neighbours.
     */
    private Tensor hidden(Tensor map) {
        int rows = (int) map.size(2);
        if (rows < STRIPES * LEAST_ROWS || GradMode.is_enabled() || map.is_cuda()) { // a GPU likes large parts
            return shared.forward(map);
        }
        List<Supplier<Tensor>> stripes = new ArrayList<>();
        for (int i = 0; i < STRIPES; i++) {
            int first = rows * i / STRIPES;
            int end = rows * (i + 1) / STRIPES;
            int above = Math.min(1, first);
            int below = Math.min(1, rows - end);
            stripes.add(() -> shared.forward(map.narrow(2, first - above, above + end - first + below))
                    .narrow(2, above, end - first));
        }
        return torch.cat(new TensorVector(Workers.tensors(stripes).toArray(Tensor[]::new)), 2);
    }

    /**
     * The same in training: the loss looks at a few hundred anchors, so that only their cells have a graph.
     *
     * @param truths the labelled boxes, one entry an image
     * @param beta where the smooth L1 of the boxes turns from a square into a line
     */
    public Training train(FeatureMap features, List<GroundTruth> truths, double beta, RandomGenerator random) {
        Tensor map = features.map();
        float[] anchors = grid.over((int) map.size(2), (int) map.size(3));
        SampledAnchors sampled = SampledAnchors.of(anchors, features.frame(), truths, random);
        int[] rows = sampled.size() == 0 ? new int[1] : sampled.rows();
        int[] cells = Arrays.stream(rows).map(this::cell).sorted().distinct().toArray();
        Conv2d.Cells hidden = shared.forward(map, cells);
        Output all;
        try (NoGradGuard noGraph = new NoGradGuard()) {
            all = output(hidden.all());
        }
        Tensor some = hidden.some().to(ScalarType.Float).view(cells.length, channels, 1, 1);
        int[] anchorsOfCells = Arrays.stream(rows)
                .map(row -> Arrays.binarySearch(cells, cell(row)) * grid.perCell() + row % grid.perCell())
                .toArray();
        Tensor indices = Tensors.ints(anchorsOfCells, map.device(), rows.length);
        Tensor logits = perAnchor(objectness.forward(some), 2).view(-1, 2).index_select(0, indices);
        Tensor boxes = perAnchor(offsets.forward(some), 4).view(-1, 4).index_select(0, indices);
        return new Training(all, ProposalLoss.of(sampled, logits, boxes, beta));
    }

    /** The cell of an anchor, both counted over the whole batch. */
    private int cell(int row) {
        return row / grid.perCell();
    }

    private Output output(Tensor hiddenMap) {
        Tensor hidden = hiddenMap.to(ScalarType.Float); // in bfloat16 many scores would be equal
        return new Output(
                perAnchor(objectness.forward(hidden), 2),
                perAnchor(offsets.forward(hidden), 4),
                grid.over((int) hidden.size(2), (int) hidden.size(3)));
    }

    /** (B, A * n, H, W) -> (B, H, W, A * n) -> (B, H * W * A, n); channels-last maps lie like this already. */
    private static Tensor perAnchor(Tensor map, int n) {
        return map.permute(0, 2, 3, 1).reshape(map.size(0), -1, n);
    }

    /** What comes of a batch in training. @param all without a graph, for the proposals */
    public record Training(Output all, ProposalLoss loss) {}

    /**
     * What the network says of N anchors.
     *
     * @param objectness [B, N, 2] float32 logits
     * @param offsets [B, N, 4] float32
     * @param anchors [N, 4] packed pixels
     */
    public record Output(Tensor objectness, Tensor offsets, float[] anchors) {
        /** N. */
        public int size() {
            return anchors.length / 4;
        }

        /** Whether an anchor lies within an image of this size. */
        boolean isInside(int anchor, int width, int height) {
            int at = 4 * anchor;
            return anchors[at] >= 0 && anchors[at + 1] >= 0 && anchors[at + 2] <= width && anchors[at + 3] <= height;
        }
    }
}
