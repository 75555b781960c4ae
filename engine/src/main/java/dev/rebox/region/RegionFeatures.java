package dev.rebox.region;

import dev.rebox.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * N regions of a feature map, and what is seen of them: their crops, and what each tail made of those. Each is computed
 * once, when it is first asked for; heads that shall look at the same regions are handed the same object. Lives as long as
 * the scope in which it was made.
 */
public final class RegionFeatures {
    private static final String CROPS = "crops";

    private final FeatureMap map;
    private final Regions regions;
    private final Computed computed;

    RegionFeatures(FeatureMap map, Regions regions, Computed computed) {
        this.map = map;
        this.regions = regions;
        this.computed = computed;
    }

    public FeatureMap map() {
        return map;
    }

    public Regions regions() {
        return regions;
    }

    /** N. */
    public int size() {
        return regions.size();
    }

    /** [N, C, S, S] in the map's type. */
    public Tensor crops() {
        return computed.get(CROPS, () -> map.cut(regions));
    }

    /** [N, D] float32: the mean over the tail's output of each region. */
    public Tensor pooled(TailOnRegions tail) {
        return computed.get(tail.name(), () -> tail.pooled(this, 0, size()));
    }

    /**
     * The same regions, cut off from the backbone's graph, with the crops that are there already. What tails made of them
     * is not taken over: it would be cut off from the tails as well.
     */
    public RegionFeatures detached() {
        return new RegionFeatures(
                map.detached(), regions, computed.derived(computed.hasGraph(), CROPS::equals, Tensor::detach));
    }

    /** The same regions without a graph, with all that is there already. */
    public RegionFeatures withoutGraph() {
        return computed.hasGraph()
                ? new RegionFeatures(map.withoutGraph(), regions, computed.derived(false, name -> true, Tensor::detach))
                : this;
    }

    /**
     * The regions with these rising indices, without a graph. What is there already is not computed again: it gives its rows.
     */
    public RegionFeatures select(int[] rows) {
        if (rows.length == size()) {
            return withoutGraph();
        }
        Tensor indices = Tensors.ints(rows, map.map().device(), rows.length);
        return new RegionFeatures(
                map.withoutGraph(), regions.select(rows), computed.derived(false, name -> true, value -> value.detach()
                        .index_select(0, indices)));
    }
}
