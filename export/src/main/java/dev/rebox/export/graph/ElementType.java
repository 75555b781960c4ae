package dev.rebox.export.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** What the tensors of a graph hold. */
public enum ElementType {
    FLOAT(DataType.FLOAT),
    INT64(DataType.INT64),
    BOOL(DataType.BOOL);

    private final DataType type;

    ElementType(DataType type) {
        this.type = type;
    }

    int code() {
        return type.getNumber();
    }
}
