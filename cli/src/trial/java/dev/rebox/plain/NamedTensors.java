package dev.rebox.plain;

import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** The tensors of modules by the names that Rebox gives them. */
public final class NamedTensors {
    private final Map<String, Tensor> byName = new LinkedHashMap<>();

    void add(String name, Tensor tensor, boolean trained) {
        tensor.set_requires_grad(trained);
        byName.put(name, tensor);
    }

    /** Those that the optimiser changes. */
    public List<Tensor> trained() {
        return byName.values().stream().filter(Tensor::requires_grad).toList();
    }

    /** How many numbers are trained. */
    public long trainedCount() {
        return trained().stream().mapToLong(Tensor::numel).sum();
    }

    /** Takes over the values of Rebox's network. @throws IllegalStateException if it has other tensors */
    public void copy(Parameters parameters) {
        Set<String> names = parameters.all().stream().map(Parameter::name).collect(Collectors.toSet());
        if (!names.equals(byName.keySet())) {
            throw new IllegalStateException("other tensors: " + names + " and " + byName.keySet());
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            parameters.all().forEach(p -> byName.get(p.name()).copy_(p.value()));
        }
    }
}
