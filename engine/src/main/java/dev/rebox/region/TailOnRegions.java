package dev.rebox.region;

import dev.rebox.backbone.PointwiseStart;
import dev.rebox.backbone.RoiTail;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tail that looks at regions of a feature map. Where it begins with linear layers on single cells, they run over the map
 * once for all regions, which are cut out of what they made of it ({@link PointwiseStart}).
 */
public final class TailOnRegions {
    private final String name;
    private final RoiTail tail;

    /** @param parameters those of the tail alone */
    public TailOnRegions(Parameters parameters, RoiTail tail) {
        name = parameters.name();
        this.tail = tail;
    }

    /** That of its part of the parameters, which no other tail has. */
    String name() {
        return name;
    }

    /** Live or frozen batch normalisation. */
    public void trainNormalization(boolean on) {
        tail.trainNormalization(on);
    }

    /** [count, D] float32: the mean over its output of the regions {@code first .. first + count - 1}, computed anew. */
    public Tensor pooled(RegionFeatures regions, int first, int count) {
        Optional<PointwiseStart> start =
                regions.map().cutsLinearly() ? tail.pointwise() : Optional.empty(); // a maximum is not a mean of cells
        Tensor output = start.isPresent()
                ? fromMap(start.get(), regions.map(), regions.regions().part(first, count))
                : tail.forward(part(regions.crops(), first, count));
        return output.mean(2, 3).to(ScalarType.Float);
    }

    /** [N, D, S', S'] */
    private Tensor fromMap(PointwiseStart start, FeatureMap map, Regions regions) {
        List<Tensor> crops = new ArrayList<>();
        for (Layer layer : start.layers()) {
            String part = name + "." + crops.size();
            Tensor cells = map.computed(part, () -> layer.forward(map.map()).to(ScalarType.Float));
            crops.add(map.cut(cells, regions));
        }
        return start.rest().apply(crops);
    }

    /** All rows are the tensor itself: a part of it costs its gradient a copy. */
    private static Tensor part(Tensor rows, int first, int count) {
        return count == rows.size(0) ? rows : rows.narrow(0, first, count);
    }
}
