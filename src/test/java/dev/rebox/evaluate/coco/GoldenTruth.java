package dev.rebox.evaluate.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the truth of a golden case in the plainest way. */
final class GoldenTruth {
    private GoldenTruth() {}

    static Dataset read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        List<String> names = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (JsonNode category : root.get("categories")) {
            names.add(category.get("name").asText());
            ids.add(category.get("id").asLong());
        }
        Map<String, List<Annotation>> annotations = new LinkedHashMap<>();
        for (JsonNode image : root.get("images")) {
            annotations.put(image.get("id").asText(), new ArrayList<>());
        }
        for (JsonNode a : root.get("annotations")) {
            JsonNode b = a.get("bbox");
            Box box = Box.ofSize(
                    b.get(0).asDouble(),
                    b.get(1).asDouble(),
                    b.get(2).asDouble(),
                    b.get(3).asDouble());
            int label = ids.indexOf(a.get("category_id").asLong()) + 1;
            boolean crowd = a.get("iscrowd").asInt() == 1;
            annotations
                    .get(a.get("image_id").asText())
                    .add(new Annotation(
                            box, label, false, false, crowd, a.get("area").asDouble()));
        }
        List<Example> examples = new ArrayList<>();
        annotations.forEach((id, boxes) -> examples.add(new Example(id, Path.of(id + ".jpg"), 640, 480, boxes)));
        return new Dataset(file.toString(), Dataset.Format.COCO, new LabelMap(names, ids), examples);
    }
}
