package dev.rebox.data.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetBuilder;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.JsonHead;
import dev.rebox.data.Origin;
import dev.rebox.data.PointsBox;
import dev.rebox.data.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Label Studio's export "JSON" (tasks with {@code annotations} of {@code result}s) and "JSON-MIN" (the results themselves). Its
 * numbers are percent of the image's sides.
 */
public final class LabelStudioFormat implements DatasetFormat {
    private static final Dataset.Format LABEL_STUDIO = new Dataset.Format("labelstudio", 0, false);

    @Override
    public Dataset.Format format() {
        return LABEL_STUDIO;
    }

    @Override
    public String looksLike() {
        return "Label Studio's JSON";
    }

    @Override
    public boolean recognises(Path path) {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".json") || !Files.isRegularFile(path)) {
            return false;
        }
        JsonNode first = JsonHead.firstOfList(path);
        return first != null && (first.has("data") && first.has("annotations") || first.has("image"));
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        source.refuseSplit("a file of Label Studio");
        Path file = source.path();
        ImagePlaces places = new ImagePlaces(file, source.images());
        DatasetBuilder set = new DatasetBuilder();
        int number = 0;
        for (JsonNode task : JsonHead.tree(file)) {
            Origin where = new Origin(file, 0, task.path("id").asLong(number));
            number++;
            JsonNode data = task.path("data").isObject() ? task.path("data") : task;
            Optional<String> image = image(data);
            if (image.isEmpty()) {
                problems.accept(Problem.error(
                        null,
                        where,
                        Problem.Kind.UNREADABLE_ANNOTATION,
                        "a task names no image (\"data\": {\"image\": ...})"));
                continue;
            }
            add(task, image.get(), where, places, set, problems);
        }
        return set.build(source.name(), LABEL_STUDIO);
    }

    /** Of the fields of a task the one that is called image, else the first text that ends as an image does. */
    private static Optional<String> image(JsonNode data) {
        if (data.path("image").isTextual()) {
            return Optional.of(data.path("image").asText());
        }
        return data.properties().stream()
                .map(Map.Entry::getValue)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> text.toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp|tiff?|bmp|gif)([?#].*)?"))
                .findFirst();
    }

    private static void add(
            JsonNode task,
            String address,
            Origin where,
            ImagePlaces places,
            DatasetBuilder set,
            Consumer<Problem> problems) {
        String name = fileName(address);
        Path file = places.existing(name)
                // An upload is called "1a2b3c4d-name.jpg".
                .or(() -> places.existing(name.replaceFirst("^.*/", "").replaceFirst("^[0-9a-f]{8}-", "")))
                .orElseGet(() -> places.of(name));
        List<JsonNode> results = results(task);
        int[] size = size(results);
        String id = DatasetBuilder.id(name.replaceFirst("^.*/", ""));
        DatasetBuilder.Image into = set.image(id, file, size[0], size[1], where);
        for (JsonNode result : results) {
            JsonNode value = result.path("value").isObject() ? result.path("value") : result;
            try {
                Optional<String> label = label(value);
                if (label.isPresent()) {
                    into.add(label.get(), box(value, size, where), where);
                }
            } catch (AnnotationException e) {
                problems.accept(e.asProblem(id));
            }
        }
    }

    /** {@code /data/upload/1/a.jpg}, {@code /data/local-files/?d=folder/a.jpg}, {@code https://host/a.jpg?x=1}, {@code s3://...}. */
    private static String fileName(String address) {
        String text = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        int local = text.indexOf("?d=");
        if (local >= 0) {
            return text.substring(local + 3);
        }
        String path = text.replaceFirst("[?#].*$", "");
        return path.matches("^[a-z0-9]+://.*|^/.*") ? path.replaceFirst("^.*/", "") : path;
    }

    /** Of the annotations of a task the first that was not cancelled; others are the same image labelled once more. */
    private static List<JsonNode> results(JsonNode task) {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode annotation : task.path("annotations")) {
            if (!annotation.path("was_cancelled").asBoolean(false) && results.isEmpty()) {
                annotation.path("result").forEach(results::add);
            }
        }
        if (!task.has("annotations")) {
            task.properties().forEach(field -> {
                if (field.getValue().isArray()) {
                    field.getValue().forEach(one -> {
                        if (one.has("original_width")) {
                            results.add(one);
                        }
                    });
                }
            });
        }
        return results;
    }

    private static int[] size(List<JsonNode> results) {
        for (JsonNode result : results) {
            if (result.path("original_width").asInt(0) > 0) {
                return new int[] {
                    result.path("original_width").asInt(),
                    result.path("original_height").asInt()
                };
            }
        }
        return new int[] {0, 0};
    }

    private static Optional<String> label(JsonNode value) {
        for (String key : List.of("rectanglelabels", "polygonlabels", "ellipselabels", "labels")) {
            if (value.path(key).size() > 0) {
                return Optional.of(value.path(key).get(0).asText());
            }
        }
        return Optional.empty();
    }

    private static Box box(JsonNode value, int[] size, Origin where) {
        double sx = size[0] / 100.0;
        double sy = size[1] / 100.0;
        if (sx == 0 || sy == 0) {
            throw new AnnotationException(where, "a result has no \"original_width\" and \"original_height\"");
        }
        if (value.path("points").isArray()) {
            PointsBox box = new PointsBox();
            value.path("points")
                    .forEach(point -> box.add(
                            point.path(0).asDouble(Double.NaN) * sx,
                            point.path(1).asDouble(Double.NaN) * sy));
            return box.box().orElseThrow(() -> new AnnotationException(where, "a polygon has no area"));
        }
        if (value.has("radiusX")) {
            double rx = number(value, "radiusX", where) * sx;
            double ry = number(value, "radiusY", where) * sy;
            return Box.ofSize(number(value, "x", where) * sx - rx, number(value, "y", where) * sy - ry, 2 * rx, 2 * ry);
        }
        double x = number(value, "x", where) * sx;
        double y = number(value, "y", where) * sy;
        double width = number(value, "width", where) * sx;
        double height = number(value, "height", where) * sy;
        double angle = Math.toRadians(value.path("rotation").asDouble(0));
        if (angle == 0) {
            return Box.ofSize(x, y, width, height);
        }
        // Label Studio turns about the corner x, y.
        double centerX = x + (width * Math.cos(angle) - height * Math.sin(angle)) / 2;
        double centerY = y + (width * Math.sin(angle) + height * Math.cos(angle)) / 2;
        return PointsBox.rotated(centerX, centerY, width, height, Math.toDegrees(angle));
    }

    private static double number(JsonNode value, String key, Origin where) {
        if (!value.path(key).isNumber()) {
            throw new AnnotationException(where, "a result has no number \"" + key + "\"");
        }
        return value.path(key).asDouble();
    }
}
