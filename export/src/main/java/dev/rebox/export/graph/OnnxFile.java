package dev.rebox.export.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.rebox.error.ReboxException;
import dev.rebox.file.AtomicFile;
import java.nio.file.Path;
import java.util.Map;

/** Writes a graph as an {@code .onnx} file. */
public final class OnnxFile {
    /**
     * The version of the operators. 17 is read by every runtime of the last years, and has all that a detector needs; ONNX
     * Runtime has no RoiAlign of the later version 22.
     */
    public static final int OPSET = 17;

    /** The version of the file format that came with this opset. */
    private static final int FORMAT = 8;

    private OnnxFile() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param metadata for whoever uses it
     * @throws ReboxException where it cannot be written, or is larger than the 2 GB that the format allows
     */
    public static void write(Path file, Graph graph, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("rebox")
                .setGraph(graph.proto())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        ModelProto whole = model.build();
        if (whole.getSerializedSize() < 0) { // it is an int, and runs over
            throw new ReboxException(file + ": the detector is larger than 2 GB, which an ONNX file cannot hold");
        }
        AtomicFile.write(file, whole::writeTo);
    }
}
