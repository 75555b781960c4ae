package dev.rebox.detector;

import dev.rebox.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The losses of a step by name, each with its weight applied, so that they add up to what is trained (equation 4). */
public final class Losses {
    private final Map<String, Tensor> terms = new LinkedHashMap<>();

    void add(String name, Tensor loss, double weight) {
        terms.put(name, weight == 1 ? loss : loss.mul(new Scalar(weight)));
    }

    /** The sum: a float32 scalar with a graph. */
    public Tensor total() {
        return stacked().sum();
    }

    /** The values by name, after the step's computation. */
    public Map<String, Float> values() {
        float[] values = Tensors.toFloats(stacked());
        Map<String, Float> byName = new LinkedHashMap<>();
        int i = 0;
        for (String name : terms.keySet()) {
            byName.put(name, values[i++]);
        }
        return byName;
    }

    private Tensor stacked() {
        return torch.stack(new TensorVector(terms.values().toArray(Tensor[]::new)), 0);
    }
}
