package dev.rebox.region;

import dev.rebox.tensor.CropAndResize;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.NativeScope;
import dev.rebox.tensor.Profile;
import dev.rebox.tensor.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The stride-16 feature map F of a batch, and what was computed from it already: heads that look at the same regions
 * share the crops. Lives for one step.
 */
public final class FeatureMap {
    private final Tensor map;
    private final PaddedSize frame;
    private final CropRule rule;
    private final Map<Key, Tensor> computed = new HashMap<>();

    /**
     * How regions are cut out.
     *
     * @param size samples a side
     * @param maxPool whether 2x2 max-pooling halves them (the paper's COCO setting)
     * @param placement where in a picture the map's cells are
     */
    public record CropRule(int size, boolean maxPool, CellAlignment placement) {
        /** Crops as TensorFlow's crop_and_resize places them. */
        public CropRule(int size, boolean maxPool) {
            this(size, maxPool, CellAlignment.CORNERS);
        }
    }

    private record Key(Object owner, Object of) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.owner == owner && key.of == of;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(owner) + System.identityHashCode(of);
        }
    }

    /** @param map [B, C, H, W] */
    public FeatureMap(Tensor map, PaddedSize frame, CropRule rule) {
        this.map = map;
        this.frame = frame;
        this.rule = rule;
    }

    /** [B, C, H, W] in the type of the convolutions. */
    public Tensor map() {
        return map;
    }

    public PaddedSize frame() {
        return frame;
    }

    /** The same map, cut off from the graph: nothing flows back into the backbone. */
    public FeatureMap detached() {
        return new FeatureMap(map.detach(), frame, rule);
    }

    /** Crops of these regions: [N, C, S, S] in the map's type. The same regions are cut only once. */
    public Tensor crops(Regions regions) {
        return computed(this, regions, () -> {
            Tensor cells = asFloat(map); // others need it too
            return Profile.stage("crops", () -> NativeScope.result(() -> cut(cells, regions)));
        });
    }

    /** Runs a layer on the map, [B, C', H, W], once: its crops may be asked for then. */
    public void prepare(Layer layer) {
        asFloat(computed(layer, map, () -> layer.forward(map)));
    }

    /** Crops of what a prepared layer made of the map: [N, C', S, S]. */
    public Tensor crops(Layer layer, Regions regions) {
        Tensor cells = asFloat(computed.get(new Key(layer, map)));
        return Profile.stage("crops", () -> cut(cells, regions));
    }

    private Tensor cut(Tensor from, Regions regions) {
        Tensor crops = CropAndResize.of(from, placed(regions), rule.size());
        if (rule.maxPool()) {
            long[] two = {2, 2};
            crops = torch.max_pool2d(crops, two, two, new long[] {0, 0}, new long[] {1, 1}, false);
        }
        return crops.to(map.scalar_type());
    }

    /** Whether a crop's numbers are weighted means of the map's, with weights that add up to 1. */
    public boolean cutsLinearly() {
        return !rule.maxPool();
    }

    /** Where these regions lie on the map. */
    public List<CropAndResize.Region> placed(Regions regions) {
        return rule.placement().of(regions, frame);
    }

    /** The regions with these rising indices; what was computed of each of all the regions is taken over, without a graph. */
    public Regions select(Regions regions, int[] indices) {
        if (indices.length == regions.size()) {
            return regions;
        }
        Regions selected = regions.select(indices);
        Tensor rows = Tensors.ints(indices, map.device(), indices.length);
        for (Map.Entry<Key, Tensor> entry : List.copyOf(computed.entrySet())) {
            if (entry.getKey().of == regions) {
                computed.put(
                        new Key(entry.getKey().owner, selected),
                        entry.getValue().detach().index_select(0, rows));
            }
        }
        return selected;
    }

    /** The value of {@code how}, computed once for this owner and subject (by identity); a graph is never lost by that. */
    public Tensor computed(Object owner, Object subject, Supplier<Tensor> how) {
        Key key = new Key(owner, subject);
        Tensor known = computed.get(key);
        if (known != null && (!GradMode.is_enabled() || known.requires_grad())) {
            return known;
        }
        Tensor value = how.get();
        computed.put(key, value);
        return value;
    }

    /**
     * Looks, without a graph, at regions that nobody else looks at: their crops are given back as soon as the result is
     * there. What the look needs beside the crops must be there already, as it is where other regions were looked at first.
     */
    public Tensor once(Supplier<Tensor> look) {
        Set<Key> others = Set.copyOf(computed.keySet());
        Tensor result = NativeScope.result(look);
        computed.keySet().retainAll(others);
        return result;
    }

    private Tensor asFloat(Tensor from) {
        return computed(this, from, () -> from.to(ScalarType.Float));
    }
}
