package dev.rebox.export.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a node, by the names that the operator gives them. */
public final class Attributes {
    private final List<AttributeProto> all = new ArrayList<>();

    /** No attributes. */
    public static Attributes none() {
        return new Attributes();
    }

    /** An integer. */
    public static Attributes of(String name, long value) {
        return none().and(name, value);
    }

    /** Integers. */
    public static Attributes ofAll(String name, long... values) {
        return none().andAll(name, values);
    }

    public Attributes and(String name, long value) {
        return add(attribute(name).setType(AttributeProto.AttributeType.INT).setI(value));
    }

    public Attributes and(String name, float value) {
        return add(attribute(name).setType(AttributeProto.AttributeType.FLOAT).setF(value));
    }

    public Attributes and(String name, String value) {
        return add(attribute(name).setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    }

    public Attributes andAll(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return add(attribute);
    }

    /** A graph that the node runs, such as the body of a loop. */
    public Attributes and(String name, Graph body) {
        return add(attribute(name).setType(AttributeProto.AttributeType.GRAPH).setG(body.proto()));
    }

    private static AttributeProto.Builder attribute(String name) {
        return AttributeProto.newBuilder().setName(name);
    }

    private Attributes add(AttributeProto.Builder attribute) {
        all.add(attribute.build());
        return this;
    }

    List<AttributeProto> all() {
        return all;
    }
}
