package dev.rebox.region;

import dev.rebox.backbone.PointwiseStart;
import dev.rebox.backbone.RoiTail;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tail that looks at regions of a feature map. Where it begins with linear layers on single cells, they run over the map
 * once for all regions, which are cut out of what they made of it ({@link PointwiseStart}).
 */
public final class TailOnRegions {
    /**
     * Regions that a worker looks at at a time, at most. The same however many workers there are: so are the bits. Small, so
     * that two or three workers have as much to do.
     */
    private static final int CHUNK = 32;

    private final String name;
    private final RoiTail tail;
    private boolean live;

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
        live = on;
        tail.trainNormalization(on);
    }

    /** [count, D] float32: the mean over its output of the regions {@code first .. first + count - 1}, computed anew. */
    public Tensor pooled(RegionFeatures regions, int first, int count) {
        Chunks looked = lookedAt(regions);
        if (live
                || GradMode.is_enabled()
                || count <= CHUNK
                || regions.map().map().is_cuda()) { // a GPU likes large parts
            return looked.pooled(first, count);
        }
        List<Supplier<Tensor>> chunks = new ArrayList<>();
        int parts = (count + CHUNK - 1) / CHUNK;
        for (int i = 0; i < parts; i++) {
            int begin = first + count * i / parts;
            int end = first + count * (i + 1) / parts;
            chunks.add(() -> looked.pooled(begin, end - begin));
        }
        return torch.cat(new TensorVector(Workers.tensors(chunks).toArray(Tensor[]::new)), 0);
    }

    /** How a part of some regions is looked at. */
    private interface Chunks {
        Tensor pooled(int first, int count);
    }

    /** What all parts share is computed here, by the thread that owns it. */
    private Chunks lookedAt(RegionFeatures regions) {
        FeatureMap map = regions.map();
        Optional<PointwiseStart> start =
                map.cutsLinearly() ? tail.pointwise() : Optional.empty(); // a maximum is not a mean of cells
        if (start.isEmpty()) {
            Tensor crops = regions.crops();
            return (first, count) -> mean(tail.forward(part(crops, first, count)));
        }
        List<Tensor> cells = new ArrayList<>();
        for (Layer layer : start.get().layers()) {
            cells.add(map.computed(
                    name + "." + cells.size(), () -> layer.forward(map.map()).to(ScalarType.Float)));
        }
        return (first, count) -> {
            Regions some = regions.regions().part(first, count);
            return mean(start.get()
                    .rest()
                    .apply(cells.stream().map(c -> map.cut(c, some)).toList()));
        };
    }

    private static Tensor mean(Tensor output) {
        return output.mean(2, 3).to(ScalarType.Float);
    }

    /** All rows are the tensor itself: a part of it costs its gradient a copy. */
    private static Tensor part(Tensor rows, int first, int count) {
        return count == rows.size(0) ? rows : rows.narrow(0, first, count);
    }
}
