package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.box.mask.Polygons;
import dev.rebox.box.mask.RunText;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Writes a data set as a COCO annotation file. */
public final class CocoWriter {
    private CocoWriter() {}

    /**
     * Writes the whole file or none. Images are named by their file names alone, as COCO does. An image keeps its id
     * where all ids are different numbers (7 and 007 are one); else they are numbered from 1.
     */
    public static void write(Path file, Dataset dataset) {
        AtomicFile.write(file, out -> writeDocument(out, dataset));
    }

    private static void writeDocument(OutputStream out, Dataset dataset) throws IOException {
        List<Example> examples = dataset.examples();
        long[] ids = imageIds(examples);
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("images");
            for (int i = 0; i < ids.length; i++) {
                writeImage(json, ids[i], examples.get(i));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("annotations");
            long number = 0;
            for (int i = 0; i < ids.length; i++) {
                for (Annotation annotation : examples.get(i).annotations()) {
                    writeAnnotation(json, ++number, ids[i], annotation, dataset.labels());
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("categories");
            for (int label = 1; label <= dataset.labels().size(); label++) {
                json.writeStartObject();
                json.writeNumberField("id", dataset.labels().id(label));
                json.writeStringField("name", dataset.labels().name(label));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeImage(JsonGenerator json, long id, Example example) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeStringField("file_name", example.image().getFileName().toString());
        json.writeNumberField("width", example.width());
        json.writeNumberField("height", example.height());
        json.writeEndObject();
    }

    private static void writeAnnotation(
            JsonGenerator json, long number, long image, Annotation annotation, LabelMap labels) throws IOException {
        Box box = annotation.box();
        json.writeStartObject();
        json.writeNumberField("id", number);
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", labels.id(annotation.label()));
        json.writeArrayFieldStart("bbox");
        for (double value : new double[] {box.x1(), box.y1(), box.width(), box.height()}) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeNumberField("area", annotation.area());
        json.writeNumberField("iscrowd", annotation.crowd() ? 1 : 0);
        if (annotation.segmentation() instanceof Polygons polygons) {
            writePolygons(json, polygons);
        } else if (annotation.segmentation() instanceof Mask mask) {
            writeRuns(json, mask);
        }
        json.writeEndObject();
    }

    private static void writePolygons(JsonGenerator json, Polygons polygons) throws IOException {
        json.writeArrayFieldStart("segmentation");
        for (double[] ring : polygons.rings()) {
            json.writeArray(ring, 0, ring.length);
        }
        json.writeEndArray();
    }

    private static void writeRuns(JsonGenerator json, Mask mask) throws IOException {
        json.writeObjectFieldStart("segmentation");
        json.writeFieldName("size");
        json.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
        json.writeStringField("counts", RunText.write(mask.runs()));
        json.writeEndObject();
    }

    private static long[] imageIds(List<Example> examples) {
        boolean numbers = examples.stream().allMatch(e -> e.id().matches("\\d{1,18}"));
        LongStream own = numbers ? examples.stream().mapToLong(e -> Long.parseLong(e.id())) : LongStream.empty();
        long[] ids = own.distinct().toArray();
        return ids.length == examples.size()
                ? ids
                : LongStream.rangeClosed(1, examples.size()).toArray();
    }
}
