package dev.rebox.region;

import dev.rebox.tensor.CropAndResize;
import dev.rebox.tensor.Profile;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The stride-16 feature map F of a batch, and what layers made of the whole of it. Lives for one step. What is seen of
 * some regions is theirs: {@link #of}.
 */
public final class FeatureMap {
    private static final String CELLS = "cells";

    private final Tensor map;
    private final PaddedSize frame;
    private final CropRule rule;
    private final Computed computed;

    /** Records a graph if one is recorded now. @param map [B, C, H, W] */
    public FeatureMap(Tensor map, PaddedSize frame, CropRule rule) {
        this(map, frame, rule, new Computed(GradMode.is_enabled()));
    }

    private FeatureMap(Tensor map, PaddedSize frame, CropRule rule, Computed computed) {
        this.map = map;
        this.frame = frame;
        this.rule = rule;
        this.computed = computed;
    }

    /** [B, C, H, W] in the type of the convolutions. */
    public Tensor map() {
        return map;
    }

    public PaddedSize frame() {
        return frame;
    }

    /** These regions of it, of which nothing is computed yet. */
    public RegionFeatures of(Regions regions) {
        return new RegionFeatures(this, regions, new Computed(computed.hasGraph()));
    }

    /** The same map, cut off from the graph: nothing flows back into the backbone, but layers on the map can be trained. */
    public FeatureMap detached() {
        return new FeatureMap(map.detach(), frame, rule, new Computed(computed.hasGraph()));
    }

    /** The same map and what was made of it, without a graph: nothing flows back into anything. */
    FeatureMap withoutGraph() {
        return computed.hasGraph()
                ? new FeatureMap(map.detach(), frame, rule, computed.derived(false, name -> true, Tensor::detach))
                : this;
    }

    /**
     * What layers make of the whole map, computed once.
     *
     * @param layers the name of their part of the parameters, which no others have
     */
    public Tensor computed(String layers, Supplier<Tensor> how) {
        return computed.get(layers, how);
    }

    /** Where these regions lie on the map. */
    public List<CropAndResize.Region> placed(Regions regions) {
        return rule.placement().of(regions, frame);
    }

    /** Whether linear layers on single cells may run before regions are cut out. */
    boolean cutsLinearly() {
        return rule.isLinear();
    }

    /** Cuts regions out of the map: [N, C, S, S] in the map's type. */
    Tensor cut(Regions regions) {
        return cut(computed.get(CELLS, () -> map.to(ScalarType.Float)), regions);
    }

    /** Cuts regions out of what a layer made of the map, [B, C', H, W] float32: [N, C', S, S] in the map's type. */
    Tensor cut(Tensor cells, Regions regions) {
        return Profile.stage("crops", () -> {
            Tensor crops = CropAndResize.of(cells, placed(regions), rule.size());
            if (rule.maxPool()) {
                long[] two = {2, 2};
                crops = torch.max_pool2d(crops, two, two, new long[] {0, 0}, new long[] {1, 1}, false);
            }
            return crops.to(map.scalar_type());
        });
    }
}
