package dev.rebox.data.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.box.Box;
import dev.rebox.box.mask.Polygons;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetBuilder;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.JsonHead;
import dev.rebox.data.Origin;
import dev.rebox.data.PointsBox;
import dev.rebox.data.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** LabelMe: a folder of JSON files with {@code "shapes"}, or one of them. */
public final class LabelMeFormat implements DatasetFormat {
    private static final Set<String> OF_COCO = Set.of("images", "annotations", "categories");
    private static final Dataset.Format LABELME = new Dataset.Format("labelme", 0, false);

    @Override
    public Dataset.Format format() {
        return LABELME;
    }

    @Override
    public String looksLike() {
        return "a folder of LabelMe's JSON files";
    }

    @Override
    public boolean recognises(Path path) {
        List<Path> files = files(path);
        return !files.isEmpty() && JsonHead.hasKey(files.get(0), "shapes", OF_COCO);
    }

    private static List<Path> files(Path path) {
        if (Files.isDirectory(path)) {
            return ImageFiles.ending(path, ".json");
        }
        boolean json = path.toString().toLowerCase(Locale.ROOT).endsWith(".json") && Files.isRegularFile(path);
        return json ? List.of(path) : List.of();
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        source.refuseSplit("of LabelMe");
        DatasetBuilder set = new DatasetBuilder();
        for (Path file : files(source.path())) {
            String id = ImageFiles.stem(file);
            try {
                read(file, id, source, set, problems);
            } catch (AnnotationException e) {
                problems.accept(e.asProblem(id));
            }
        }
        return set.build(source.name(), LABELME);
    }

    private static void read(Path file, String id, Source source, DatasetBuilder set, Consumer<Problem> problems) {
        ImagePlaces places = new ImagePlaces(file, source.images());
        JsonNode document = JsonHead.tree(file);
        if (!document.path("shapes").isArray()) {
            throw new AnnotationException(Origin.of(file), "it has no list \"shapes\", as LabelMe's files have");
        }
        String name = document.path("imagePath").asText("");
        Path image = places.existing(name)
                .or(() -> places.existing(id + name.replaceFirst("^.*(?=\\.)", "")))
                .or(() -> List.of(".jpg", ".png", ".jpeg").stream()
                        .map(ending -> places.existing(id + ending))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseGet(() -> places.of(name.isEmpty() ? id + ".jpg" : name));
        DatasetBuilder.Image into = set.image(
                id,
                image,
                document.path("imageWidth").asInt(0),
                document.path("imageHeight").asInt(0),
                Origin.of(file));
        int number = 0;
        for (JsonNode shape : document.path("shapes")) {
            Origin where = new Origin(file, 0, number++);
            String label = shape.path("label").asText("");
            try {
                if (label.isBlank()) {
                    throw new AnnotationException(where, "a shape has no \"label\"");
                }
                Box box = box(shape, where);
                into.add(label, box, source.masks() ? outline(shape, where) : null, where);
            } catch (AnnotationException e) {
                problems.accept(e.asProblem(id));
            }
        }
    }

    private static Box box(JsonNode shape, Origin where) {
        PointsBox box = new PointsBox();
        JsonNode points = shape.path("points");
        if (shape.path("shape_type").asText("").equals("circle") && points.size() == 2) {
            double x = number(points.get(0), 0, where);
            double y = number(points.get(0), 1, where);
            double radius = Math.hypot(number(points.get(1), 0, where) - x, number(points.get(1), 1, where) - y);
            box.add(x - radius, y - radius);
            box.add(x + radius, y + radius);
        } else {
            for (JsonNode point : points) {
                box.add(number(point, 0, where), number(point, 1, where));
            }
        }
        return box.box()
                .orElseThrow(() -> new AnnotationException(
                        where,
                        "the shape '" + shape.path("label").asText() + "' ("
                                + shape.path("shape_type").asText("polygon") + ") has no area"));
    }

    /** That of a polygon; of other shapes null. A polygon of two points is a line, and its box all that is known. */
    private static @Nullable Polygons outline(JsonNode shape, Origin where) {
        JsonNode points = shape.path("points");
        if (!shape.path("shape_type").asText("polygon").equals("polygon") || points.size() < 3) {
            return null;
        }
        double[] ring = new double[2 * points.size()];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = number(points.get(i / 2), i % 2, where);
        }
        try {
            return new Polygons(List.of(ring));
        } catch (IllegalArgumentException e) {
            throw new AnnotationException(where, String.valueOf(e.getMessage()));
        }
    }

    private static double number(JsonNode point, int index, Origin where) {
        JsonNode value = point.path(index);
        if (!value.isNumber()) {
            throw new AnnotationException(where, "\"points\" must hold pairs of numbers, not " + point);
        }
        return value.asDouble();
    }
}
