package dev.rebox.export.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A graph under construction. Nodes are added in the order in which they can be computed, which is how ONNX wants them. Every
 * value has one name: the second {@code proposal.Add} is called {@code proposal.Add_2}.
 */
public final class Graph {
    private final GraphProto.Builder proto;
    private final Map<String, Integer> used;
    private final Map<String, Value> constants;
    /** Where constants go: the outermost graph, so that the body of a loop holds none twice. */
    private final GraphProto.Builder holder;

    /** An empty graph. */
    public Graph(String name) {
        proto = GraphProto.newBuilder().setName(name);
        used = new HashMap<>();
        constants = new HashMap<>();
        holder = proto;
    }

    private Graph(String name, Graph around) {
        proto = GraphProto.newBuilder().setName(name);
        used = around.used;
        constants = around.constants;
        holder = around.holder;
    }

    /** The body of a loop: it sees all values of this graph, and shares its names. */
    public Graph body(String name) {
        return new Graph(name, this);
    }

    /** A constant that is made when it is first asked for. @param dimensions none for a scalar */
    public Value floats(String name, Supplier<float[]> values, long... dimensions) {
        return constants.computeIfAbsent(name, absent -> {
            float[] numbers = values.get();
            ByteBuffer bytes = littleEndian(Float.BYTES * numbers.length);
            bytes.asFloatBuffer().put(numbers);
            return constant(absent, ElementType.FLOAT, bytes, dimensions);
        });
    }

    /** A constant of integers. @param dimensions none for a scalar */
    public Value longs(String name, long[] values, long... dimensions) {
        return constants.computeIfAbsent(name, absent -> {
            ByteBuffer bytes = littleEndian(Long.BYTES * values.length);
            bytes.asLongBuffer().put(values);
            return constant(absent, ElementType.INT64, bytes, dimensions);
        });
    }

    /** A truth value. */
    public Value truth(boolean value) {
        String name = value ? "true" : "false";
        return constants.computeIfAbsent(
                name,
                absent -> constant(absent, ElementType.BOOL, ByteBuffer.wrap(new byte[] {(byte) (value ? 1 : 0)})));
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Value constant(String name, ElementType type, ByteBuffer bytes, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.code())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes.array())); // nobody else has the array
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        holder.addInitializer(tensor);
        used.put(name, 1);
        return new Value(name);
    }

    /** An input. @param dimensions a number, or the name of a size that may be any; "" where nothing is known of it */
    public Value input(String name, ElementType type, String... dimensions) {
        proto.addInput(information(name, type, dimensions));
        used.put(name, 1);
        return new Value(name);
    }

    /** Declares a value to be an output, under its own name. */
    public void output(Value value, ElementType type, String... dimensions) {
        proto.addOutput(information(value.name(), type, dimensions));
    }

    private static ValueInfoProto information(String name, ElementType type, String... dimensions) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.code());
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dimension : dimensions) {
            TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
            if (dimension.chars().allMatch(Character::isDigit) && !dimension.isEmpty()) {
                one.setDimValue(Long.parseLong(dimension));
            } else if (!dimension.isEmpty()) {
                one.setDimParam(dimension);
            }
            shape.addDim(one);
        }
        tensor.setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** A node with one output. @param name of the node and of its output, made unique */
    public Value node(String operator, String name, Attributes attributes, Value... inputs) {
        return nodes(operator, name, 1, attributes, inputs).get(0);
    }

    /** A node with several outputs. */
    public List<Value> nodes(String operator, String name, int outputs, Attributes attributes, Value... inputs) {
        String own = unique(name);
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(own);
        for (Value input : inputs) {
            node.addInput(input.name());
        }
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add(new Value(i == 0 ? own : own + ":" + i));
            node.addOutput(made.get(i).name());
        }
        node.addAllAttribute(attributes.all());
        proto.addNode(node);
        return made;
    }

    /** Gives a value a name by which the world knows it. */
    public Value named(String name, Value value) {
        return node("Identity", name, Attributes.none(), value);
    }

    private String unique(String name) {
        int times = used.merge(name, 1, Integer::sum);
        return times == 1 ? name : unique(name + "_" + times);
    }

    GraphProto proto() {
        return proto.build();
    }
}
