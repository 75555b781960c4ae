package dev.rebox.data.openimages;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Example;
import dev.rebox.data.Groups;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.Origin;
import dev.rebox.data.PendingBoxes;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.data.index.AnnotationIndex;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the tables of one split. Boxes are fractions of the image's sides in the order XMin, XMax, YMin, YMax; a mark of -1 is not
 * known, and taken for no. {@code IsGroupOf} makes a crowd, {@code IsDepiction} a depiction; {@code IsTruncated} is kept. The sides are
 * those of a table {@code SPLIT-image-sizes.csv} where there is one, else those of the image itself.
 *
 * <p>Images come in the order in which the table of the boxes names them first; those that only the verified labels name come last:
 * what is looked for there is not there.
 */
final class OpenImagesReader {
    private static final List<String> BOX_COLUMNS = List.of("ImageID", "LabelName", "XMin", "XMax", "YMin", "YMax");
    private static final List<String> LABEL_COLUMNS = List.of("ImageID", "LabelName", "Confidence");
    private static final List<String> SIZE_COLUMNS = List.of("ImageID", "Width", "Height");

    private final OpenImagesFiles files;
    private final ImagePlaces places;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Named> images = new ArrayList<>();
    private final Sizes sizes = new Sizes();

    /** An image as a table names it. */
    private record Named(String id, Path file, int line) {}

    OpenImagesReader(OpenImagesFiles files, Optional<Path> imageFolder) {
        this.files = files;
        places = new ImagePlaces(files.place(), imageFolder);
    }

    /**
     * Reads the tables; an image is put together, and its size looked up, when it is asked for.
     *
     * @param boxes takes the boxes, and must stay open until the images were asked for
     * @param problems is told of each row that cannot be read, which is left out
     * @throws AnnotationException where a table lacks a column, or is none
     */
    AnnotationIndex.Read read(PendingBoxes boxes, Consumer<Problem> problems) {
        ClassNames classes = ClassNames.read(files.classes());
        CsvTable.read(files.boxes(), BOX_COLUMNS, row -> tell(row, problems, () -> addBox(row, classes, boxes)));
        VerifiedRows verified = new VerifiedRows();
        files.verified()
                .ifPresent(table -> CsvTable.read(
                        table, LABEL_COLUMNS, row -> tell(row, problems, () -> addVerified(row, classes, verified))));
        files.sizes()
                .ifPresent(table -> CsvTable.read(
                        table, SIZE_COLUMNS, row -> tell(row, problems, () -> sizes.add(numbers.get(id(row)), row))));
        numbers.clear();
        ClassNames.Sorted sorted = classes.sorted();
        int[] imageOf = new int[boxes.size()];
        for (int box = 0; box < imageOf.length; box++) {
            imageOf[box] = (int) boxes.image(box);
        }
        Groups groups = new Groups(images.size(), imageOf);
        Optional<VerifiedRows.ByImage> looked = files.verified().map(table -> verified.byImage(images.size()));
        return new AnnotationIndex.Read(sorted.map(), LazyExamples.of(images.size(), i -> example(
                        i, boxes, groups, sorted.labels())
                .withVerified(looked.map(all -> all.of(i, sorted.labels())).orElse(null))));
    }

    /** The ids of the images that a table of boxes names. What is wrong with it is told by whoever reads it. */
    static List<String> ids(OpenImagesFiles files) {
        Set<String> ids = new LinkedHashSet<>();
        try {
            CsvTable.read(files.boxes(), List.of("ImageID"), row -> ids.add(row.text("ImageID")));
        } catch (DataException e) {
            return List.of();
        }
        return List.copyOf(ids);
    }

    private static void tell(CsvTable.Row row, Consumer<Problem> problems, Runnable add) {
        try {
            add.run();
        } catch (AnnotationException e) {
            problems.accept(e.asProblem(row.text("ImageID")));
        }
    }

    private void addBox(CsvTable.Row row, ClassNames classes, PendingBoxes boxes) {
        String code = code(row);
        Box box = new Box(row.number("XMin"), row.number("YMin"), row.number("XMax"), row.number("YMax"));
        boxes.add(
                number(id(row), row.where()),
                classes.number(code),
                new Annotation(
                        box,
                        0,
                        false,
                        row.is("IsTruncated"),
                        row.is("IsGroupOf"),
                        box.area(),
                        row.where(),
                        null,
                        row.is("IsDepiction")));
    }

    private void addVerified(CsvTable.Row row, ClassNames classes, VerifiedRows verified) {
        String code = code(row);
        double confidence = row.number("Confidence");
        if (confidence != 0 && confidence != 1) {
            throw new AnnotationException(
                    row.where(),
                    "Confidence is " + row.text("Confidence") + ": people say 1 (there) or 0 (not there); a machine's"
                            + " guess verifies nothing");
        }
        int label = classes.known(code); // the others have no boxes and cannot be asked for
        int image = number(id(row), row.where());
        if (label > 0) {
            verified.add(image, label, confidence == 1);
        }
    }

    private static String id(CsvTable.Row row) {
        String id = row.text("ImageID");
        if (id.isEmpty()) {
            throw new AnnotationException(row.where(), "the row names no image");
        }
        return id;
    }

    private static String code(CsvTable.Row row) {
        String code = row.text("LabelName");
        if (code.isEmpty()) {
            throw new AnnotationException(row.where(), "the row names no class");
        }
        return code;
    }

    private int number(String id, Origin where) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        // Where it was read is not always the table of the boxes.
        images.add(new Named(id, where.file() == null ? files.boxes() : where.file(), where.line()));
        numbers.put(id, images.size() - 1);
        return images.size() - 1;
    }

    private Example example(int number, PendingBoxes boxes, Groups groups, int[] labels) {
        Named named = images.get(number);
        Path image = place(named.id);
        int[] size = sizes.of(number).orElseGet(() -> measured(image));
        List<Annotation> annotations = new ArrayList<>(groups.end(number) - groups.start(number));
        for (int at = groups.start(number); at < groups.end(number); at++) {
            int box = groups.member(at);
            Annotation relative = boxes.annotation(box);
            Box scaled = relative.box().scale(size[0], size[1]);
            annotations.add(new Annotation(
                    scaled,
                    labels[(int) boxes.category(box)],
                    false,
                    relative.truncated(),
                    relative.crowd(),
                    scaled.area(),
                    relative.origin(),
                    null,
                    relative.depiction()));
        }
        return new Example(named.id, image, size[0], size[1], annotations, Origin.of(named.file, named.line));
    }

    private Path place(String id) {
        return List.of(".jpg", ".jpeg", ".png", "").stream()
                .flatMap(ending -> places.existing(id + ending).stream())
                .findFirst()
                .orElseGet(() -> places.of(id + ".jpg"));
    }

    /** Fractions need the sides; what looks at the image later says why there are none. */
    private static int[] measured(Path image) {
        try {
            ImageHeader header = ImageHeader.read(image);
            return new int[] {header.uprightWidth(), header.uprightHeight()};
        } catch (DataException e) {
            return new int[] {0, 0};
        }
    }
}
