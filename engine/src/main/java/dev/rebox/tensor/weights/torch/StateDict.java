package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A PyTorch file ({@code .pth}, {@code .pt}, {@code .bin}) that holds a dictionary of tensors, alone or under
 * {@code state_dict} or {@code model}: the zip format of today and the plain one of before 2020. Other values beside the
 * tensors are left out.
 */
public final class StateDict implements Weights {
    private static final List<String> WRAPPERS = List.of("state_dict", "model", "model_state_dict");

    private final Path file;
    private final TorchFile numbers;
    private final Map<String, PickledTensor> tensors = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private StateDict(Path file, TorchFile numbers) {
        this.file = file;
        this.numbers = numbers;
        Map<?, ?> dictionary = dictionary(numbers.content());
        dictionary.forEach((name, value) -> {
            if (value instanceof PickledTensor tensor) {
                add(String.valueOf(name), tensor);
            }
        });
        if (tensors.isEmpty()) {
            throw new DataException(file + ": has no tensors");
        }
    }

    public static StateDict open(Path file) {
        TorchFile numbers = TorchFile.open(file);
        try {
            return new StateDict(file, numbers);
        } catch (RuntimeException | Error e) {
            numbers.close();
            throw e;
        }
    }

    private Map<?, ?> dictionary(Object content) {
        if (!(content instanceof Map<?, ?> map)) {
            throw new DataException(file + ": holds no dictionary of tensors");
        }
        for (String wrapper : WRAPPERS) {
            if (map.get(wrapper) instanceof Map<?, ?> inner) {
                return inner;
            }
        }
        return map;
    }

    private void add(String name, PickledTensor tensor) {
        try {
            tensor.extent();
        } catch (ArithmeticException e) {
            throw new DataException(file + ": tensor '" + Entry.shown(name)
                    + "' is not part of its storage: shape " + tensor.shape() + ", strides " + tensor.strides()
                    + ", from " + tensor.offset() + " of " + tensor.storage().count());
        }
        numbers.check(Entry.shown(name), tensor.storage());
        tensors.put(name, tensor);
        entries.put(name, tensor.entry(name));
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Map<String, Entry> entries() {
        return entries;
    }

    @Override
    public Tensor read(String name) {
        PickledTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(file + " has no tensor " + name);
        }
        DataType type = tensor.storage().type();
        Tensor used = RawTensor.empty(new Entry(name, type, List.of(tensor.extent())));
        try {
            numbers.read(tensor.storage(), tensor.offset() * type.bytes(), used);
        } catch (IOException e) {
            throw new DataException(file + ": tensor " + name + " cannot be read: " + e.getMessage(), e);
        }
        if (used.numel() == 0) {
            return RawTensor.empty(tensor.entry(name));
        }
        long[] strides = tensor.strides().stream().mapToLong(Long::longValue).toArray();
        return used.as_strided(tensor.entry(name).sides(), strides).contiguous();
    }

    @Override
    public void close() {
        numbers.close();
    }
}
