package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Groups;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.Origin;
import dev.rebox.data.PendingBoxes;
import dev.rebox.data.Problem;
import dev.rebox.data.index.AnnotationIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A COCO instances file, read as a stream; its keys may stand in any order. Each image, category and annotation is read or
 * reported; only a file that is not JSON, or lacks one of the three lists, is refused whole.
 */
public final class CocoFile {
    private final Path file;
    private final Optional<Path> folder;
    private final boolean masks;
    private final CocoIds ids = new CocoIds();
    private final Map<Long, Image> images = new LinkedHashMap<>();
    private final List<CocoClasses.Category> categories = new ArrayList<>();
    private PendingBoxes pending = PendingBoxes.inMemory();
    private final Map<Integer, Unboxed> unboxed = new LinkedHashMap<>();
    private final List<CocoFault> faults = new ArrayList<>();
    private int annotations;

    /** @param images the images' folder; else they are looked for, see {@link ImagePlaces} */
    public CocoFile(Path file, Optional<Path> images) {
        this(file, images, false);
    }

    /**
     * @param images the images' folder; else they are looked for, see {@link ImagePlaces}
     * @param masks whether polygons and run lengths are read too; else they are passed over
     */
    public CocoFile(Path file, Optional<Path> images, boolean masks) {
        this.file = file;
        folder = images;
        this.masks = masks;
    }

    /** @param place among the images, from 0 */
    private record Image(int place, String id, String fileName, int width, int height, int line) {}

    /** An annotation that has a polygon only. */
    private record Unboxed(long imageId, long categoryId, Annotation annotation) {}

    /**
     * Reads the file. Classes are sorted by their ids, images stay in the file's order.
     *
     * @param problems is told of each record that cannot be read, which is then left out, and of ids that mislead
     * @throws dev.rebox.error.DataException naming file and line where it is not JSON or lacks one of the lists
     */
    public Dataset read(String name, Consumer<Problem> problems) {
        try (PendingBoxes boxes = PendingBoxes.inMemory()) {
            AnnotationIndex.Read read = read(boxes, problems);
            return new Dataset(name, Dataset.Format.COCO, read.labels(), List.copyOf(read.examples()));
        }
    }

    /**
     * Reads the file; an image is put together when it is asked for, in order.
     *
     * @param boxes takes the boxes, and must stay open until the images were asked for
     * @param problems as {@link #read(String, Consumer)}
     */
    public AnnotationIndex.Read read(PendingBoxes boxes, Consumer<Problem> problems) {
        pending = boxes;
        try (CocoJson json = CocoJson.open(file)) {
            json.lists(Map.of(
                    "images", parser -> addImage(parser, problems),
                    "annotations", this::addAnnotation,
                    "categories", parser -> addCategory(parser, problems)));
        }
        addBoxesOfPolygons();
        faults.forEach(fault -> problems.accept(problem(fault)));
        AnnotationIds.check(pending.annotations(), problems);
        Set<Long> used = new HashSet<>();
        for (int i = 0; i < pending.size(); i++) {
            used.add(pending.category(i));
        }
        CocoClasses classes = new CocoClasses(categories, used, ids, problems);
        Groups groups = new Groups(images.size(), imageOfEach(classes, problems));
        ImagePlaces places = new ImagePlaces(file, folder);
        List<Image> all = List.copyOf(images.values());
        images.clear();
        return new AnnotationIndex.Read(classes.map(), LazyExamples.of(all.size(), i -> {
            Image image = all.get(i);
            List<Annotation> annotations = new ArrayList<>(groups.end(i) - groups.start(i));
            for (int at = groups.start(i); at < groups.end(i); at++) {
                int box = groups.member(at);
                annotations.add(pending.annotation(box).withLabel(classes.label(pending.category(box))));
            }
            return new Example(
                    image.id,
                    places.of(image.fileName),
                    image.width,
                    image.height,
                    annotations,
                    Origin.of(file, image.line));
        }));
    }

    private void addImage(JsonParser json, Consumer<Problem> problems) throws IOException {
        Origin origin = Origin.of(file, json.currentTokenLocation().getLineNr());
        Long id = null;
        String fileName = null;
        double width = 0;
        double height = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = ids.read(json);
                case "file_name" -> fileName = CocoValues.text(json);
                case "width" -> width = CocoValues.number(json);
                case "height" -> height = CocoValues.number(json);
                default -> json.skipChildren();
            }
        }
        if (id == null || fileName == null || fileName.isBlank()) {
            String image = fileName != null ? fileName : id != null ? ids.text(id) : null;
            problems.accept(Problem.error(
                    image, origin, Problem.Kind.UNREADABLE_ANNOTATION, "an image needs \"id\" and \"file_name\""));
            return;
        }
        // A size that is missing is read from the image itself.
        boolean sized = width >= 1 && height >= 1;
        String text = ids.text(id);
        int place = images.size();
        Image image =
                new Image(place, text, fileName, sized ? (int) width : 0, sized ? (int) height : 0, origin.line());
        if (images.putIfAbsent(id, image) != null) {
            problems.accept(Problem.error(
                    text,
                    origin,
                    Problem.Kind.DUPLICATE_IMAGE,
                    "the image id is given twice: once more for " + fileName));
        }
    }

    private void addCategory(JsonParser json, Consumer<Problem> problems) throws IOException {
        Origin origin = Origin.of(file, json.currentTokenLocation().getLineNr());
        Long id = null;
        String name = null;
        String supercategory = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = ids.read(json);
                case "name" -> name = CocoValues.text(json);
                case "supercategory" -> supercategory = CocoValues.text(json);
                default -> json.skipChildren();
            }
        }
        if (id == null || name == null) {
            problems.accept(Problem.error(
                    null, origin, Problem.Kind.UNREADABLE_ANNOTATION, "a category needs \"id\" and \"name\""));
            return;
        }
        categories.add(new CocoClasses.Category(id, name, supercategory == null ? "" : supercategory, origin));
    }

    private void addAnnotation(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        int number = annotations++;
        Long id = null;
        Long image = null;
        Long category = null;
        Box box = null;
        double area = Double.NaN;
        boolean crowd = false;
        CocoSegmentation mask = CocoSegmentation.NONE;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = CocoValues.whole(json);
                case "image_id" -> image = ids.read(json);
                case "category_id" -> category = ids.read(json);
                case "bbox" -> box = CocoValues.box(json);
                case "area" -> area = CocoValues.number(json);
                case "iscrowd" -> crowd = CocoValues.flag(json);
                case "segmentation" -> mask = CocoSegmentation.read(json, masks);
                default -> json.skipChildren();
            }
        }
        Origin origin = new Origin(file, line, id == null ? -1 : id);
        if (image == null || category == null) {
            faults.add(new CocoFault(
                    image,
                    origin,
                    Problem.Kind.UNREADABLE_ANNOTATION,
                    "it has no \"" + (image == null ? "image_id" : "category_id") + "\""));
        } else if (mask.fault() != null) {
            faults.add(new CocoFault(image, origin, Problem.Kind.UNREADABLE_ANNOTATION, mask.fault()));
        } else if (box != null) {
            double size = area >= 0 ? area : box.area();
            pending.add(
                    image,
                    category,
                    new Annotation(box, 0, false, false, crowd, size, origin, crowd ? null : mask.value()));
        } else if (mask.polygon()) {
            Box nowhere = new Box(0, 0, 0, 0);
            unboxed.put(
                    number,
                    new Unboxed(
                            image,
                            category,
                            new Annotation(nowhere, 0, false, false, crowd, area, origin, mask.value())));
        } else {
            faults.add(CocoFault.unboxed(image, origin));
        }
    }

    private Problem problem(CocoFault fault) {
        Image image = fault.imageId() == null ? null : images.get(fault.imageId());
        return fault.problem(
                fault.imageId() == null ? null : ids.text(fault.imageId()), image == null ? null : image.fileName);
    }

    /** Few files have annotations without a box, so that polygons are read in a second pass, and only theirs. */
    private void addBoxesOfPolygons() {
        if (unboxed.isEmpty()) {
            return;
        }
        Map<Integer, Box> boxes = PolygonBox.ofAnnotations(file, unboxed.keySet());
        unboxed.forEach((number, one) -> {
            Box box = boxes.get(number);
            Annotation a = one.annotation;
            if (box == null) {
                faults.add(CocoFault.unboxed(one.imageId, a.origin()));
            } else {
                double size = a.area() >= 0 ? a.area() : box.area();
                Annotation boxed = new Annotation(box, 0, false, false, a.crowd(), size, a.origin(), a.segmentation());
                pending.add(one.imageId, one.categoryId, boxed);
            }
        });
    }

    /** The place of each box's image; -1 for a box that cannot be used. */
    private int[] imageOfEach(CocoClasses classes, Consumer<Problem> problems) {
        int[] places = new int[pending.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < pending.size(); i++) {
            Annotation annotation = pending.annotation(i);
            Image image = images.get(pending.image(i));
            int label = classes.label(pending.category(i));
            if (image == null) {
                String imageId = ids.text(pending.image(i));
                problems.accept(Problem.warning(
                        imageId,
                        annotation.origin(),
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "\"images\" has no entry with the id " + imageId));
            } else if (label == 0) {
                problems.accept(problem(new CocoFault(
                        pending.image(i),
                        annotation.origin(),
                        Problem.Kind.UNKNOWN_CLASS,
                        "\"categories\" has no entry with the id " + ids.text(pending.category(i)))));
            } else if (image.width > 0
                    && annotation.segmentation() instanceof Mask mask
                    && !mask.isOf(image.width, image.height)) {
                problems.accept(problem(new CocoFault(
                        pending.image(i),
                        annotation.origin(),
                        Problem.Kind.UNREADABLE_ANNOTATION,
                        mask.otherImage(image.width, image.height))));
            } else {
                places[i] = image.place;
            }
        }
        return places;
    }
}
