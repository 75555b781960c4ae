package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A COCO instances file, read as a stream in one pass; its keys may stand in any order. */
public final class CocoFile {
    private final Path file;
    private final Optional<Path> images;

    /** @param images the images' folder; else {@code images/} beside the file, else the file's own folder */
    public CocoFile(Path file, Optional<Path> images) {
        this.file = file;
        this.images = images;
    }

    private record Image(long id, String fileName, int width, int height, int line, List<Annotation> annotations) {}

    /** A box whose image may not have been met yet; it has no label yet. */
    private record Pending(long imageId, long categoryId, Annotation annotation) {}

    /**
     * Reads the file. Classes are sorted by their ids, images stay in the file's order.
     *
     * @param problems is told of annotations of an unknown image or class, which are then left out
     * @throws DataException naming file and line where it is not JSON or lacks something
     */
    public Dataset read(String name, Consumer<Problem> problems) {
        Map<Long, Image> images = new LinkedHashMap<>();
        TreeMap<Long, String> categories = new TreeMap<>();
        List<Pending> pending = new ArrayList<>();
        boolean[] found = new boolean[3];
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw fault(json, "a COCO file begins with '{'");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                switch (key) {
                    case "images" -> found[0] = eachOf(json, key, () -> addImage(json, images, problems));
                    case "annotations" -> found[1] = eachOf(json, key, () -> pending.add(annotation(json)));
                    case "categories" -> found[2] = eachOf(json, key, () -> addCategory(json, categories));
                    default -> json.skipChildren();
                }
            }
            for (int i = 0; i < found.length; i++) {
                if (!found[i]) {
                    throw fault(
                            json,
                            "it has no \""
                                    + List.of("images", "annotations", "categories")
                                            .get(i) + "\": a COCO instances file needs all three");
                }
            }
        } catch (StreamReadException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new AnnotationException(
                    Origin.of(file, line), "this is not well-formed JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(file), "cannot be read: " + e.getMessage(), e);
        }
        LabelMap labels = new LabelMap(List.copyOf(categories.values()), List.copyOf(categories.keySet()));
        assign(pending, images, categories, problems);
        Path folder = folder(images);
        List<Example> examples = images.values().stream()
                .map(image -> new Example(
                        Long.toString(image.id),
                        folder.resolve(image.fileName),
                        image.width,
                        image.height,
                        image.annotations,
                        Origin.of(file, image.line)))
                .toList();
        return new Dataset(name, Dataset.Format.COCO, labels, examples);
    }

    private interface Element {
        void read() throws IOException;
    }

    /** Reads each object of an array; the parser stands at its '{' then. */
    private boolean eachOf(JsonParser json, String key, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw fault(json, "\"" + key + "\" must be a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw fault(json, "\"" + key + "\" must hold objects");
            }
            element.read();
        }
        return true;
    }

    private void addImage(JsonParser json, Map<Long, Image> images, Consumer<Problem> problems) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        Long id = null;
        String fileName = null;
        int width = 0;
        int height = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = integer(json, key);
                case "file_name" -> fileName = json.getValueAsString();
                case "width" -> width = (int) number(json, key);
                case "height" -> height = (int) number(json, key);
                default -> json.skipChildren();
            }
        }
        if (id == null || fileName == null) {
            throw fault(json, "an image needs \"id\" and \"file_name\"");
        }
        Image image = new Image(id, fileName, width, height, line, new ArrayList<>());
        if (images.putIfAbsent(id, image) != null) {
            problems.accept(Problem.error(
                    id.toString(),
                    Origin.of(file, line),
                    Problem.Kind.DUPLICATE_IMAGE,
                    "the image id is given twice: once more for " + fileName));
        }
    }

    private void addCategory(JsonParser json, Map<Long, String> categories) throws IOException {
        Long id = null;
        String name = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = integer(json, key);
                case "name" -> name = json.getValueAsString();
                default -> json.skipChildren();
            }
        }
        if (id == null || name == null) {
            throw fault(json, "a category needs \"id\" and \"name\"");
        }
        if (categories.containsValue(name) || categories.putIfAbsent(id, name) != null) {
            throw fault(json, "the category " + id + " '" + name + "' is given twice");
        }
    }

    private Pending annotation(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        long id = -1;
        Long image = null;
        Long category = null;
        Box box = null;
        double area = Double.NaN;
        boolean crowd = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = integer(json, key);
                case "image_id" -> image = integer(json, key);
                case "category_id" -> category = integer(json, key);
                case "bbox" -> box = box(json);
                case "area" -> area = number(json, key);
                case "iscrowd" -> crowd = json.getValueAsInt() != 0 || json.getValueAsBoolean();
                default -> json.skipChildren();
            }
        }
        if (image == null || category == null || box == null) {
            throw fault(json, "an annotation needs \"image_id\", \"category_id\" and \"bbox\"");
        }
        double size = Double.isNaN(area) ? box.area() : area;
        Annotation annotation = new Annotation(box, 0, false, false, crowd, size, new Origin(file, line, id));
        return new Pending(image, category, annotation);
    }

    /** {@code [x, y, width, height]}. */
    private Box box(JsonParser json) throws IOException {
        double[] values = new double[4];
        int count = 0;
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (count == 4) {
                    throw fault(json, "\"bbox\" must hold four numbers");
                }
                values[count++] = number(json, "bbox");
            }
        }
        if (count != 4) {
            throw fault(json, "\"bbox\" must hold four numbers");
        }
        return Box.ofSize(values[0], values[1], values[2], values[3]);
    }

    /** Gives each box to its image. */
    private void assign(
            List<Pending> pending,
            Map<Long, Image> images,
            TreeMap<Long, String> categories,
            Consumer<Problem> problems) {
        Map<Long, Integer> labels = new LinkedHashMap<>();
        categories.keySet().forEach(id -> labels.put(id, labels.size() + 1));
        for (Pending one : pending) {
            Image image = images.get(one.imageId);
            Integer label = labels.get(one.categoryId);
            String imageId = Long.toString(one.imageId);
            Origin origin = one.annotation.origin();
            if (image == null) {
                problems.accept(Problem.warning(
                        imageId,
                        origin,
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "\"images\" has no entry with the id " + imageId));
            } else if (label == null) {
                problems.accept(Problem.error(
                        imageId,
                        origin,
                        Problem.Kind.UNKNOWN_CLASS,
                        "\"categories\" has no entry with the id " + one.categoryId));
            } else {
                image.annotations.add(one.annotation.withLabel(label));
            }
        }
    }

    /** The folder in which the first image lies. */
    private Path folder(Map<Long, Image> listed) {
        if (images.isPresent()) {
            return images.get();
        }
        Path beside = file.resolveSibling("");
        Path own = beside.resolve("images");
        boolean first = listed.values().stream()
                .findFirst()
                .map(image ->
                        Files.exists(beside.resolve(image.fileName)) && !Files.exists(own.resolve(image.fileName)))
                .orElse(false);
        return first ? beside : own;
    }

    private long integer(JsonParser json, String key) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        throw fault(json, "\"" + key + "\" must be a whole number, not " + json.getText());
    }

    private double number(JsonParser json, String key) throws IOException {
        if (json.currentToken() != null && json.currentToken().isNumeric()) {
            return json.getDoubleValue();
        }
        throw fault(json, "\"" + key + "\" must be a number, not " + json.getText());
    }

    private AnnotationException fault(JsonParser json, String what) {
        return new AnnotationException(
                Origin.of(file, json.currentTokenLocation().getLineNr()), what);
    }
}
