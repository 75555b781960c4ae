package dev.rebox.serve.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What follows after the JSON of a request: elements of the type BYTES, each as its length (4 bytes, the least first) and its bytes. */
final class BinaryData {
    private final ByteBuffer bytes;

    /** @param begin where the JSON ends */
    BinaryData(byte[] body, int begin) {
        bytes = ByteBuffer.wrap(body, begin, body.length - begin).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The elements in the next {@code size} bytes. @throws dev.rebox.serve.http.RequestException (400) where they do not fit */
    List<byte[]> elements(JsonNode size) {
        if (!size.canConvertToInt() || size.asInt() < 0 || size.asInt() > bytes.remaining()) {
            throw InferRequest.wrong("binary_data_size: " + size + ", but " + bytes.remaining()
                    + " bytes follow after the JSON (Inference-Header-Content-Length says where it ends)");
        }
        int end = bytes.position() + size.asInt();
        List<byte[]> elements = new ArrayList<>();
        while (bytes.position() < end) {
            int left = end - bytes.position() - Integer.BYTES;
            int length = left < 0 ? -1 : bytes.getInt();
            if (length < 0 || length > left) {
                throw InferRequest.wrong(
                        "element " + elements.size() + " of the binary data is cut off: each is 4 bytes"
                                + " with its length, the least first, and the bytes of an image file");
            }
            byte[] element = new byte[length];
            bytes.get(element);
            elements.add(element);
        }
        return elements;
    }

    /** All must have been asked for. @throws dev.rebox.serve.http.RequestException (400) where something is left */
    void end() {
        if (bytes.hasRemaining()) {
            throw InferRequest.wrong(bytes.remaining() + " bytes after the JSON belong to no input");
        }
    }
}
