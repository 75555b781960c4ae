package dev.rebox.tensor.weights.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked against the length of the file.
 *
 * @param metadata what stands under {@code __metadata__}
 * @param places every tensor with its position in the file, in the order of the positions
 */
public record SafetensorsHeader(Map<String, String> metadata, Map<String, Place> places) {
    public static final int PREFIX_BYTES = 8;
    static final String METADATA = "__metadata__";
    /** The format's own limit: more is not a header but an attack or another format. */
    private static final long LONGEST = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** A tensor and where its first byte is. */
    record Place(Entry entry, long position) {}

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < PREFIX_BYTES + 2) {
            throw new DataException(file + ": is not a safetensors file: it has only " + size + " bytes");
        }
        long length = bytes(channel, 0, PREFIX_BYTES).getLong();
        if (length < 2 || length > LONGEST || length > size - PREFIX_BYTES) {
            throw new DataException(file + ": is not a whole safetensors file: it says that its header has "
                    + Long.toUnsignedString(length) + " bytes, and the file has " + size
                    + ". Was the download cut off?");
        }
        byte[] text = bytes(channel, PREFIX_BYTES, (int) length).array();
        return new Reading(file, size - PREFIX_BYTES - length, PREFIX_BYTES + length).read(parse(file, text));
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ended early");
            }
        }
        return buffer.flip();
    }

    private static JsonNode parse(Path file, byte[] text) throws IOException {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                throw new DataException(file + ": is not a safetensors file: its header is not a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new DataException(
                    file + ": is not a safetensors file: its header is not valid JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Turns the JSON into entries; {@code room} bytes of numbers follow the header, from {@code start} on. */
    private record Reading(Path file, long room, long start) {
        SafetensorsHeader read(JsonNode root) {
            Map<String, String> metadata = new LinkedHashMap<>();
            List<Place> places = new ArrayList<>();
            root.properties().forEach(field -> {
                if (field.getKey().equals(METADATA)) {
                    field.getValue()
                            .properties()
                            .forEach(pair ->
                                    metadata.put(pair.getKey(), pair.getValue().asText()));
                } else {
                    places.add(place(field.getKey(), field.getValue()));
                }
            });
            places.sort(Comparator.comparingLong(Place::position)
                    .thenComparingLong(place -> place.entry().bytes()));
            return new SafetensorsHeader(Collections.unmodifiableMap(metadata), withoutGaps(places));
        }

        private Place place(String name, JsonNode node) {
            DataType type = DataType.named(node.path("dtype").asText())
                    .orElseThrow(() -> wrong(
                            name,
                            "has the number type '" + node.path("dtype").asText() + "'; known are "
                                    + String.join(", ", DataType.names())));
            Entry entry = new Entry(name, type, wholeNumbers(name, "shape", node.path("shape")));
            List<Long> offsets = wholeNumbers(name, "data_offsets", node.path("data_offsets"));
            if (offsets.size() != 2) {
                throw wrong(name, "has no pair of data_offsets");
            }
            long from = offsets.get(0);
            long to = offsets.get(1);
            if (to < from || to > room) {
                throw wrong(
                        name, "lies at " + from + ".." + to + " of " + room + " bytes. The file is cut off or damaged");
            }
            long bytes;
            try {
                bytes = entry.bytes();
            } catch (ArithmeticException e) {
                throw wrong(name, "has the impossible shape " + entry.shapeText());
            }
            if (bytes != to - from) {
                throw wrong(
                        name,
                        "of shape " + entry.shapeText() + " and type " + type + " needs " + bytes + " bytes, but has "
                                + (to - from));
            }
            return new Place(entry, start + from);
        }

        private List<Long> wholeNumbers(String name, String field, JsonNode node) {
            List<Long> numbers = new ArrayList<>();
            for (JsonNode number : node) {
                if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
                    throw wrong(name, "has '" + number + "' in its " + field);
                }
                numbers.add(number.asLong());
            }
            if (!node.isArray()) {
                throw wrong(name, "has no " + field);
            }
            return numbers;
        }

        private Map<String, Place> withoutGaps(List<Place> places) {
            Map<String, Place> byName = new LinkedHashMap<>();
            long end = start;
            for (Place place : places) {
                if (place.position() != end) {
                    String fault = place.position() < end ? "overlaps the tensor before it" : "leaves a gap before it";
                    throw wrong(place.entry().name(), fault);
                }
                end += place.entry().bytes();
                byName.put(place.entry().name(), place);
            }
            if (end != start + room) {
                throw new DataException(file + ": " + (start + room - end) + " bytes at its end belong to no tensor");
            }
            return byName;
        }

        private DataException wrong(String name, String fault) {
            return new DataException(file + ": tensor '" + Entry.shown(name) + "' " + fault);
        }
    }
}
