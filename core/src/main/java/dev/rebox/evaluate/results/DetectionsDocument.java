package dev.rebox.evaluate.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code detect --json} prints and a server answers: COCO results whose entries name the image's file and the class too. */
public final class DetectionsDocument {
    /** Longer numbers do not fit into 63 bits. */
    private static final int MOST_DIGITS = 18;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * One detection.
     *
     * @param imageId the file's name without its ending, as a number where it is one: the id that COCO and VOC give it
     * @param box [x, y, width, height]
     */
    public record Entry(
            @JsonProperty("image_id") Object imageId,
            @JsonProperty("file_name") String fileName,
            @JsonProperty("category_id") long categoryId,
            @JsonProperty("category") String category,
            @JsonProperty("bbox") double[] box,
            @JsonProperty("score") double score) {}

    /** Adds what was found in an image. @param file is asked for its name only */
    public void add(Path file, List<Detection> detections, LabelMap labels) {
        String stem = ImageFiles.stem(file);
        boolean number = stem.length() <= MOST_DIGITS && stem.chars().allMatch(c -> c >= '0' && c <= '9');
        Object id = number ? (Object) Long.valueOf(stem) : stem;
        for (Detection d : detections) {
            Box box = d.box();
            entries.add(new Entry(
                    id,
                    file.toString(),
                    labels.id(d.label()),
                    labels.name(d.label()),
                    new double[] {box.x1(), box.y1(), box.width(), box.height()},
                    d.score()));
        }
    }

    /** One after the other, as they were added. */
    public List<Entry> entries() {
        return entries;
    }
}
