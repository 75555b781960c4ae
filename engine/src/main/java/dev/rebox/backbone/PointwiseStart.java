package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import dev.rebox.tensor.NativeScope;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Linear layers on single cells that a tail begins with, side by side. Cutting regions out takes means of cells with
 * weights that add up to 1, so that it makes no difference whether such a layer comes before or after it: before, it runs
 * over the map once and not over every region's cells.
 *
 * @param layers each from the map [B, C, H, W] to [B, C', H, W]
 * @param rest what follows: from the crops of each of those maps, [N, C', S, S], to the tail's output for the crops of the
 *     map itself, [N, D, S', S']
 */
public record PointwiseStart(List<Layer> layers, Function<List<Tensor>, Tensor> rest) {
    /** The start of a longer tail. @param more what comes after {@link #rest()} */
    PointwiseStart then(UnaryOperator<Tensor> more) {
        return new PointwiseStart(layers, crops -> more.apply(NativeScope.result(() -> rest.apply(crops))));
    }
}
