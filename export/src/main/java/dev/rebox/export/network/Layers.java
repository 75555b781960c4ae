package dev.rebox.export.network;

import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.Graph;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.function.Supplier;

/**
 * The layers of a network as nodes, with the numbers that its parameters have now. Batch normalisation by stored statistics
 * is folded into the convolution before it: it costs nothing then. Layers are called as their parameters.
 */
final class Layers {
    private final Graph graph;
    private final Parameters parameters;
    private final float epsilon;

    /** @param epsilon of batch normalisation */
    Layers(Graph graph, Parameters parameters, double epsilon) {
        this.graph = graph;
        this.parameters = parameters;
        this.epsilon = (float) epsilon;
    }

    /** Whether the network has a parameter of this name. */
    boolean has(String name) {
        return parameters.get(name) != null;
    }

    /** How many channels or numbers a layer gives. */
    long outputs(String name) {
        return parameter(name + ".weight").shape()[0];
    }

    /** How many channels or numbers of one group it takes. */
    long inputs(String name) {
        return parameter(name + ".weight").shape()[1];
    }

    private Parameter parameter(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("the network has no parameter " + name);
        }
        return parameter;
    }

    private float[] numbers(String name) {
        return Tensors.toFloats(parameter(name).value());
    }

    /** A convolution whose parameters are {@code name.weight} and the normalisation {@code norm.*}: [N, C, H, W] to [N, C', H', W']. */
    Value normalised(Value x, String name, String norm, Steps steps, Activation activation) {
        float[] factor = factor(norm);
        return convolution(x, name, 1, factor, () -> shift(norm, factor), steps, activation);
    }

    /** A convolution whose parameters are {@code name.weight} and {@code name.bias}. */
    Value biased(Value x, String name, Steps steps, Activation activation) {
        return scaled(x, name, 1, steps, activation);
    }

    /** The same with a result that is multiplied by a number. */
    Value scaled(Value x, String name, double scale, Steps steps, Activation activation) {
        return convolution(x, name, (float) scale, new float[0], () -> numbers(name + ".bias"), steps, activation);
    }

    private Value convolution(
            Value x,
            String name,
            float scale,
            float[] factor,
            Supplier<float[]> bias,
            Steps steps,
            Activation activation) {
        long[] shape = parameter(name + ".weight").shape(); // [C', C / groups, kernel height, kernel width]
        boolean depthwise = shape[1] == 1 && shape[2] * shape[3] > 1;
        Value weight =
                graph.floats(name + ".weight", () -> multiplied(numbers(name + ".weight"), factor, scale), shape);
        Value shift = graph.floats(name + ".bias", () -> multiplied(bias.get(), new float[0], scale), shape[0]);
        Attributes attributes = steps.attributes(shape[2], shape[3])
                .andAll("dilations", steps.dilation(), steps.dilation())
                .and("group", depthwise ? shape[0] : 1);
        return activated(graph.node("Conv", name, attributes, x, weight, shift), activation);
    }

    /** @param factor one a row, or none */
    private static float[] multiplied(float[] numbers, float[] factor, float scale) {
        int columns = factor.length == 0 ? 1 : numbers.length / factor.length;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factor.length == 0 ? scale : factor[i / columns];
        }
        return numbers;
    }

    /** What normalisation multiplies a channel by: [C]. In float32, as the engine folds it. */
    private float[] factor(String norm) {
        float[] factor = numbers(norm + ".weight");
        float[] variance = numbers(norm + ".running_var");
        for (int c = 0; c < factor.length; c++) {
            factor[c] /= (float) Math.sqrt(variance[c] + epsilon);
        }
        return factor;
    }

    /** What it adds then: [C]. */
    private float[] shift(String norm, float[] factor) {
        float[] shift = numbers(norm + ".bias");
        float[] mean = numbers(norm + ".running_mean");
        for (int c = 0; c < shift.length; c++) {
            shift[c] -= mean[c] * factor[c];
        }
        return shift;
    }

    /** What follows a convolution. */
    Value activated(Value x, Activation activation) {
        return switch (activation) {
            case NONE -> x;
            case RELU -> graph.node("Relu", x.name() + ".Relu", Attributes.none(), x);
            case RELU6 ->
                graph.node(
                        "Clip",
                        x.name() + ".Clip",
                        Attributes.none(),
                        x,
                        graph.floats("number 0.0", () -> new float[] {0}),
                        graph.floats("number 6.0", () -> new float[] {6}));
        };
    }

    /** A fully connected layer with {@code name.weight} [out, in] and {@code name.bias}: [N, in] to [N, out]. */
    Value linear(Value x, String name) {
        long[] shape = parameter(name + ".weight").shape();
        Value weight = graph.floats(name + ".weight", () -> numbers(name + ".weight"), shape);
        Value bias = graph.floats(name + ".bias", () -> numbers(name + ".bias"), shape[0]);
        return graph.node("Gemm", name, Attributes.of("transB", 1), x, weight, bias);
    }

    /** Maxima over square windows. */
    Value maxPool(Value x, String name, int kernel, Steps steps) {
        return graph.node("MaxPool", name, steps.attributes(kernel, kernel), x);
    }

    /** Means over 3x3 neighbours; what lies outside does not count. */
    Value meanOfNeighbours(Value x, String name) {
        Attributes attributes = Steps.one(Padding.SYMMETRIC).attributes(3, 3).and("count_include_pad", 0);
        return graph.node("AveragePool", name, attributes, x);
    }

    /** a + b, and an activation. */
    Value sum(Value a, Value b, String name, Activation activation) {
        return activated(graph.node("Add", name, Attributes.none(), a, b), activation);
    }

    /** Maps side by side: their channels one after the other. */
    Value channels(String name, Value... maps) {
        return graph.node("Concat", name, Attributes.of("axis", 1), maps);
    }
}
