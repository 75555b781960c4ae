package dev.rebox.evaluate.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * COCO's results: one JSON array of {@code {"image_id", "category_id", "bbox": [x, y, width, height], "score"}}, as the
 * challenge's server takes it. Images of COCO data sets are named by number, others by their id as text.
 */
public final class CocoResults {
    private CocoResults() {}

    /**
     * Reads a results file entry by entry. The class is that of the field {@code category} or {@code category_name} where an
     * entry has one, else that of {@code category_id}; further fields are passed over.
     *
     * @param left is told of each class that the truth does not have; its detections are left out
     * @return by image id, in the order of the file
     * @throws dev.rebox.error.DataException with one line that names the entry, counted from 0, and its byte
     */
    public static Map<String, List<Detection>> read(Path file, Dataset truth, Consumer<String> left) {
        return read(file, truth, truth.labels(), left);
    }

    /** The same. @param ids what category ids mean, where they are not those of the truth's file */
    public static Map<String, List<Detection>> read(Path file, Dataset truth, LabelMap ids, Consumer<String> left) {
        return CocoResultsReader.read(file, new KnownNames(truth, ids, left));
    }

    /** Writes a results file, whole or not at all. */
    public static void write(Path file, Dataset dataset, Map<String, List<Detection>> detections) {
        AtomicFile.write(file, out -> {
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.writeStartArray();
                for (Map.Entry<String, List<Detection>> image : detections.entrySet()) {
                    for (Detection detection : image.getValue()) {
                        json.writeRaw('\n');
                        write(json, dataset, image.getKey(), detection);
                    }
                }
                json.writeEndArray();
            }
        });
    }

    private static void write(JsonGenerator json, Dataset dataset, String imageId, Detection detection)
            throws IOException {
        Box box = detection.box();
        json.writeStartObject();
        json.writeFieldName("image_id");
        if (dataset.format().numbersImages() && imageId.matches("0|[1-9]\\d*")) {
            json.writeNumber(imageId);
        } else {
            json.writeString(imageId);
        }
        json.writeNumberField("category_id", dataset.labels().id(detection.label()));
        json.writeStringField("category", dataset.labels().name(detection.label()));
        json.writeFieldName("bbox");
        json.writeArray(new double[] {box.x1(), box.y1(), box.width(), box.height()}, 0, 4);
        json.writeNumberField("score", detection.score());
        json.writeEndObject();
    }
}
