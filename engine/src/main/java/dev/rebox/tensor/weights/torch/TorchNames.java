package dev.rebox.tensor.weights.torch;

import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few names that a pickle of tensors may mention, and what stands for them here: nothing of Python is called. */
final class TorchNames implements PickleNames {
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final int MOST_SIDES = 16;

    private final PickleRejected refusal;

    TorchNames(PickleRejected refusal) {
        this.refusal = refusal;
    }

    @Override
    public Name known(String full) {
        if (!full.equals(ORDERED_DICT)
                && !full.equals(REBUILD_TENSOR)
                && storageType(full).isEmpty()) {
            throw refusal.of("'" + Entry.shown(full) + "'");
        }
        return new Name(full);
    }

    /** What PyTorch writes for a tensor as a call: an empty ordered dictionary, or a tensor over a storage. */
    @Override
    public Object call(Name function, List<?> arguments) {
        if (function.full().equals(ORDERED_DICT) && arguments.isEmpty()) {
            return new LinkedHashMap<Object, Object>();
        }
        if (function.full().equals(REBUILD_TENSOR) && arguments.size() >= 4) {
            return new PickledTensor(
                    refusal.as(PickledTensor.Storage.class, arguments.get(0)),
                    refusal.as(Long.class, arguments.get(1)),
                    longs(arguments.get(2)),
                    longs(arguments.get(3)));
        }
        throw refusal.of("a call of " + function.full() + " with " + arguments.size() + " arguments");
    }

    /** ('storage', type, key, device, count), and in old files a sixth, None. */
    @Override
    public PickledTensor.Storage storage(Object id) {
        List<?> parts = refusal.as(List.class, id);
        if (parts.size() < 5 || !"storage".equals(parts.get(0))) {
            throw refusal.of("a reference to something that is not a storage");
        }
        String type = refusal.as(Name.class, parts.get(1)).full();
        return new PickledTensor.Storage(
                storageType(type).orElseThrow(() -> refusal.of("a storage of type " + type)),
                refusal.as(String.class, parts.get(2)),
                refusal.as(Long.class, parts.get(4)));
    }

    /** An ordered dictionary may have attributes (PyTorch's {@code _metadata}), which are dropped. */
    @Override
    public void build(Object value, Object state) {
        refusal.as(Map.class, value);
    }

    @Override
    public Object bytes(PickledBytes place) {
        throw refusal.of("bytes of its own");
    }

    private static Optional<DataType> storageType(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "torch.DoubleStorage" -> DataType.F64;
                    case "torch.FloatStorage" -> DataType.F32;
                    case "torch.HalfStorage" -> DataType.F16;
                    case "torch.BFloat16Storage" -> DataType.BF16;
                    case "torch.LongStorage" -> DataType.I64;
                    case "torch.IntStorage" -> DataType.I32;
                    case "torch.ShortStorage" -> DataType.I16;
                    case "torch.CharStorage" -> DataType.I8;
                    case "torch.ByteStorage" -> DataType.U8;
                    case "torch.BoolStorage" -> DataType.BOOL;
                    default -> null;
                });
    }

    private List<Long> longs(Object values) {
        List<?> list = refusal.as(List.class, values);
        if (list.size() > MOST_SIDES) {
            throw refusal.of("a tensor of " + list.size() + " dimensions");
        }
        List<Long> longs = new ArrayList<>();
        for (Object value : list) {
            longs.add(refusal.as(Long.class, value));
        }
        return longs;
    }
}
