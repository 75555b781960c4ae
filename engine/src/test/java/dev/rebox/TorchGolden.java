package dev.rebox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What torch and torchvision computed, see {@code src/test/golden/detector_golden.py}. */
public record TorchGolden(JsonNode node) {
    /** A part of the file, e.g. {@code coding}. */
    public static TorchGolden of(String part) {
        try (InputStream in = TorchGolden.class.getResourceAsStream("/golden/detector/torch.json")) {
            return new TorchGolden(new ObjectMapper().readTree(in).get(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TorchGolden get(String name) {
        return new TorchGolden(node.get(name));
    }

    public TorchGolden get(int index) {
        return new TorchGolden(node.get(index));
    }

    public float[] floats(String name) {
        return get(name).floats();
    }

    public float[] floats() {
        float[] values = new float[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).floatValue();
        }
        return values;
    }

    public int[] ints(String name) {
        return get(name).ints();
    }

    public int[] ints() {
        int[] values = new int[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).intValue();
        }
        return values;
    }
}
