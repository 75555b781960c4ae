package dev.rebox.tensor;

import dev.rebox.recycle.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a network by their dotted names, in the order of their creation: what is trained, saved and loaded.
 * Layers create theirs here; {@link #under(String)} gives a layer its part of the names. They own every tensor of the
 * network: {@link #close()} frees them, and what layers keep beside them.
 */
public final class Parameters implements AutoCloseable {
    static {
        Engine.load();
    }

    private final Map<String, Parameter> byName;
    private final Owned owned;
    private final String prefix;
    private final Device device;
    private final long seed;
    private final TrainedNormalization normalization;

    /** No parameters yet. @param seed makes the initial values */
    public Parameters(Device device, long seed) {
        this(device, seed, TrainedNormalization.FROZEN);
    }

    /** No parameters yet. @param normalization what is trained of the batch normalisation that layers create here */
    public Parameters(Device device, long seed, TrainedNormalization normalization) {
        this(new LinkedHashMap<>(), new Owned(), "", device, seed, normalization);
    }

    private Parameters(
            Map<String, Parameter> byName,
            Owned owned,
            String prefix,
            Device device,
            long seed,
            TrainedNormalization normalization) {
        this.byName = byName;
        this.owned = owned;
        this.prefix = prefix;
        this.device = device;
        this.seed = seed;
        this.normalization = normalization;
    }

    /** The same parameters seen from a part of the network: names are prefixed with {@code part} and a dot. */
    public Parameters under(String part) {
        return new Parameters(byName, owned, prefix + part + ".", device, seed, normalization);
    }

    /** The name of this part, e.g. {@code head.tail}: the layers of one part only have it. Empty for the whole network. */
    public String name() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    /** A new trained parameter. */
    public Parameter create(String name, Init init, long... shape) {
        return add(name, init, true, shape);
    }

    /** What is trained of batch normalisation that uses stored statistics. */
    TrainedNormalization normalization() {
        return normalization;
    }

    /** A new tensor that is saved and loaded but not trained: stored statistics. */
    public Parameter constant(String name, Init init, long... shape) {
        return add(name, init, false, shape);
    }

    private Parameter add(String name, Init init, boolean trained, long... shape) {
        String full = prefix + name;
        if (byName.containsKey(full)) {
            throw new IllegalStateException("two parameters are called " + full);
        }
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(Seeds.of(seed, full.hashCode()));
            Tensor value = init.fill(shape).to(device, ScalarType.Float);
            if (shape.length == 4) {
                value = value.contiguous(MemoryFormat.ChannelsLast); // the layout of the images: no copy at each use
            }
            Parameter parameter = new Parameter(full, owned.keep(value), trained);
            byName.put(full, parameter);
            return parameter;
        }
    }

    /** A place for what a layer computes from its parameters and keeps. */
    Derived derived() {
        return new Derived(owned);
    }

    /** All parameters below this prefix. */
    public Collection<Parameter> all() {
        List<Parameter> here = new ArrayList<>();
        byName.forEach((name, parameter) -> {
            if (name.startsWith(prefix)) {
                here.add(parameter);
            }
        });
        return here;
    }

    /** Those that the optimiser changes. */
    public List<Parameter> trained() {
        return all().stream().filter(Parameter::trained).toList();
    }

    /** The parameter with this full name, or null. */
    public @Nullable Parameter get(String fullName) {
        return byName.get(fullName);
    }

    /** The dotted prefix of this view, "" for the whole network. */
    public String prefix() {
        return prefix;
    }

    public Device device() {
        return device;
    }

    /** How many numbers are trained. */
    public long trainedCount() {
        return trained().stream().mapToLong(p -> p.value().numel()).sum();
    }

    /** Frees the tensors and all that was derived from them; the network is of no use then. */
    @Override
    public void close() {
        owned.close();
        byName.clear();
    }
}
