package dev.rebox.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.serve.detect.Upload;
import dev.rebox.serve.http.RequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A request for inference.
 *
 * @param id comes back in the answer
 * @param images of the input {@value #INPUT}, type BYTES, shape [N]: whole image files; in JSON they are written in Base64
 * @param threshold the least score, a parameter of the request
 * @param outputs those that are wanted, with whether they are wanted as binary data; empty for all
 * @param binary whether outputs are wanted as binary data where nothing is said of one
 */
record InferRequest(
        Optional<String> id, List<Upload> images, OptionalDouble threshold, List<Wanted> outputs, boolean binary) {
    static final String INPUT = "image";

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // the body has a limit already
                    .maxNestingDepth(16)
                    .build())
            .build());

    /** An output that a client names. @param binary unset where it does not say how */
    record Wanted(String name, Optional<Boolean> binary) {}

    /**
     * Reads a request.
     *
     * @param jsonLength of {@code Inference-Header-Content-Length}: binary data follows after so many bytes; null where there is none
     * @throws RequestException (400) naming what is wrong
     */
    static InferRequest read(byte[] body, @Nullable String jsonLength) {
        int length = jsonLength == null ? body.length : length(jsonLength, body.length);
        JsonNode document;
        try {
            document = JSON.readTree(body, 0, length);
        } catch (JsonProcessingException e) {
            throw wrong("the request is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong("the request cannot be read");
        }
        if (!document.isObject()) {
            throw wrong("the request must be a JSON object with 'inputs'");
        }
        JsonNode inputs = document.path("inputs");
        if (inputs.size() != 1 || !inputs.path(0).path("name").asText().equals(INPUT)) {
            throw wrong("'inputs' must hold one input with the name '" + INPUT + "'");
        }
        JsonNode parameters = document.path("parameters");
        return new InferRequest(
                document.path("id").isTextual()
                        ? Optional.of(document.path("id").asText())
                        : Optional.empty(),
                images(inputs.get(0), new BinaryData(body, length)),
                threshold(parameters.path("threshold")),
                wanted(document.path("outputs")),
                parameters.path("binary_data_output").asBoolean(false));
    }

    private static int length(String text, int most) {
        try {
            int length = Integer.parseInt(text.strip());
            if (length >= 0 && length <= most) {
                return length;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong("Inference-Header-Content-Length: '" + text + "' is not a length within the body of " + most
                + " bytes");
    }

    private static List<Upload> images(JsonNode input, BinaryData binary) {
        if (!input.path("datatype").asText().equals("BYTES")) {
            throw wrong("the input '" + INPUT + "' must have the datatype BYTES: whole image files");
        }
        JsonNode size = input.path("parameters").path("binary_data_size");
        List<byte[]> files = new ArrayList<>();
        if (!size.isMissingNode()) {
            files.addAll(binary.elements(size));
        } else {
            decode(input.path("data"), files);
        }
        binary.end();
        long count = count(input.path("shape"));
        if (files.isEmpty() || count != files.size()) {
            throw wrong("the shape of '" + INPUT + "' says " + count + " elements, but " + files.size() + " were sent");
        }
        List<Upload> images = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            images.add(new Upload(INPUT + "-" + i, files.get(i)));
        }
        return images;
    }

    /** Data may be nested as the shape says, or flat. */
    private static void decode(JsonNode data, List<byte[]> files) {
        if (!data.isArray()) {
            throw wrong("'data' of the input must be an array of images in Base64");
        }
        for (JsonNode element : data) {
            if (element.isArray()) {
                decode(element, files);
                continue;
            }
            try {
                files.add(element.binaryValue());
            } catch (IOException e) {
                throw wrong("element " + files.size() + " of 'data' is not Base64");
            }
            if (files.get(files.size() - 1) == null) {
                throw wrong("element " + (files.size() - 1) + " of 'data' is not a text in Base64");
            }
        }
    }

    private static long count(JsonNode shape) {
        if (!shape.isArray() || shape.isEmpty()) {
            throw wrong("'shape' of the input must be an array such as [1]");
        }
        long count = 1;
        for (JsonNode side : shape) {
            if (!side.canConvertToInt() || side.asInt() < 1) {
                throw wrong("'shape' of the input must hold whole numbers from 1 on");
            }
            count = Math.min(Integer.MAX_VALUE, count * side.asInt());
        }
        return count;
    }

    private static OptionalDouble threshold(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
            throw wrong("threshold: " + value + " is not a number between 0 and 1");
        }
        return OptionalDouble.of(value.asDouble());
    }

    private static List<Wanted> wanted(JsonNode outputs) {
        List<Wanted> wanted = new ArrayList<>();
        for (JsonNode output : outputs) {
            JsonNode binary = output.path("parameters").path("binary_data");
            String name = output.path("name").asText();
            if (!InferResponse.OUTPUTS.contains(name)) {
                throw wrong("there is no output '" + name + "': known are " + String.join(", ", InferResponse.OUTPUTS));
            }
            wanted.add(new Wanted(name, binary.isBoolean() ? Optional.of(binary.asBoolean()) : Optional.empty()));
        }
        return wanted;
    }

    static RequestException wrong(String message) {
        return new RequestException(400, message);
    }
}
