package dev.rebox.auxiliary;

import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A classifier whose answers are known: rows of a table, or the regions' own coordinates. Remembers what it was asked. */
final class TableClassifier implements RegionClassifier {
    private static final Device CPU = new Device("cpu").retainReference();

    /** How many regions each call was for. */
    final List<Integer> asked = new ArrayList<>();

    private final Tensor table;

    /** Answers with the rows of a table [N, K + 1]. */
    TableClassifier(Tensor table) {
        this.table = table;
    }

    /** Answers with x1, y1 and x2 of each region: K = 2. */
    static TableClassifier ofCoordinates() {
        return new TableClassifier(null);
    }

    @Override
    public Tensor logits(RegionFeatures regions, int first, int count) {
        asked.add(count);
        return table != null
                ? table.narrow(0, first, count).mul(torch.ones(1))
                : coordinates(regions.regions().boxes(), first, count);
    }

    private static Tensor coordinates(float[] boxes, int first, int count) {
        float[] rows = new float[3 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(boxes, 4 * (first + i), rows, 3 * i, 3);
        }
        return Tensors.floats(rows, CPU, count, 3);
    }
}
