package dev.rebox.evaluate.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * COCO's results: one JSON array of {@code {"image_id", "category_id", "bbox": [x, y, width, height], "score"}}, as the
 * challenge's server takes it. Images of COCO data sets are named by number, others by their id as text.
 */
public final class CocoResults {
    private CocoResults() {}

    /**
     * Reads a results file entry by entry; further fields of an entry are passed over.
     *
     * @return by image id, in the order of the file
     * @throws dev.rebox.error.DataException with one line that names the entry, counted from 0, and its byte
     */
    public static Map<String, List<Detection>> read(Path file, Dataset truth) {
        return CocoResultsReader.read(file, truth);
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
        json.writeFieldName("bbox");
        json.writeArray(new double[] {box.x1(), box.y1(), box.width(), box.height()}, 0, 4);
        json.writeNumberField("score", detection.score());
        json.writeEndObject();
    }
}
