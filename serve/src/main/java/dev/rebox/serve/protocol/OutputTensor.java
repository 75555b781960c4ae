package dev.rebox.serve.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One output.
 *
 * @param datatype FP64, INT64 or BYTES
 * @param data row by row: Double, Long or String
 */
record OutputTensor(String name, String datatype, long[] shape, List<?> data) {
    /** As it stands in JSON. */
    Map<String, Object> json() {
        Map<String, Object> json = described();
        json.put("data", data);
        return json;
    }

    /** As it stands in JSON where its data follows in binary. */
    Map<String, Object> json(byte[] binary) {
        Map<String, Object> json = described();
        json.put("parameters", Map.of("binary_data_size", binary.length));
        return json;
    }

    private Map<String, Object> described() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("datatype", datatype);
        json.put("shape", shape);
        return json;
    }

    /** Numbers with their least byte first; texts in UTF-8, each after its length in 4 bytes. */
    byte[] binary() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object element : data) {
            if (element instanceof Double number) {
                bytes.writeBytes(little(Double.BYTES).putDouble(number).array());
            } else if (element instanceof Long number) {
                bytes.writeBytes(little(Long.BYTES).putLong(number).array());
            } else {
                byte[] text = element.toString().getBytes(StandardCharsets.UTF_8);
                bytes.writeBytes(little(Integer.BYTES).putInt(text.length).array());
                bytes.writeBytes(text);
            }
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
