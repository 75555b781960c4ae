package dev.rebox.data.voc;

import dev.rebox.data.Annotation;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A folder in the layout of PASCAL VOC.
 *
 * <p>The classes are those of {@code classes.txt} or {@code labels.txt} in the folder, one a line, where there is such a
 * file; else the names in all annotation files of the folder, sorted, so that every split has the same label map (for
 * PASCAL's own twenty classes this is PASCAL's own order).
 */
public final class VocFolder {
    private final Path root;

    public VocFolder(Path root) {
        if (!Files.isDirectory(root.resolve("Annotations"))) {
            throw new DataException(root + " has no folder Annotations/, which a VOC data set needs");
        }
        this.root = root;
    }

    /**
     * Reads one split, or every annotated image where none is asked for or the folder has no {@code ImageSets}.
     *
     * @param problems is told of annotation files that cannot be understood, which are then left out
     */
    public Dataset read(String name, Optional<String> split, Consumer<Problem> problems) {
        List<String> annotated = annotated();
        List<String> ids = split.filter(any -> Files.isDirectory(root.resolve("ImageSets")))
                .map(this::ids)
                .orElse(annotated);
        Map<String, VocXml> files = new HashMap<>();
        Map<String, AnnotationException> faults = new HashMap<>();
        for (String id : annotated) {
            try {
                files.put(id, VocXml.read(annotation(id)));
            } catch (AnnotationException e) {
                faults.put(id, e);
            }
        }
        LabelMap labels = labels(files);
        Map<String, Path> images = images();
        List<Example> examples = new ArrayList<>();
        for (String id : ids) {
            VocXml xml = files.get(id);
            if (faults.containsKey(id)) {
                problems.accept(faults.get(id).asProblem(id));
            } else if (xml == null) {
                problems.accept(unannotated(id, images.containsKey(id)));
            } else {
                Path image = images.getOrDefault(id, root.resolve("JPEGImages").resolve(id + ".jpg"));
                examples.add(example(id, image, xml, labels, problems));
            }
        }
        strays(annotated, ids, images).forEach(problems);
        return new Dataset(name, Dataset.Format.VOC, labels, examples);
    }

    /** Files of the folder that have no counterpart, apart from those that are being read. */
    private List<Problem> strays(List<String> annotated, List<String> ids, Map<String, Path> images) {
        Set<String> known = new HashSet<>(annotated);
        Set<String> read = new HashSet<>(ids);
        List<Problem> strays = new ArrayList<>();
        annotated.stream()
                .filter(id -> !read.contains(id) && !images.containsKey(id))
                .forEach(id -> strays.add(Problem.warning(
                        id,
                        Origin.of(annotation(id)),
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "no split that is read here lists this annotation, and it has no image")));
        new TreeMap<>(images).forEach((id, file) -> {
            if (!read.contains(id) && !known.contains(id)) {
                strays.add(Problem.warning(
                        id,
                        Origin.of(file),
                        Problem.Kind.IMAGE_WITHOUT_ANNOTATION,
                        "the image has no annotation file"));
            }
        });
        return strays;
    }

    /** The ids that {@code train}, {@code val}, {@code trainval} and {@code test} list, of those that exist. */
    public Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (String split : List.of("train", "val", "trainval", "test")) {
            if (Files.isRegularFile(list(split))) {
                splits.put(split, ids(split));
            }
        }
        return splits;
    }

    /**
     * The ids in a split's file. A second column is that of VOC's lists for one class ({@code dog_train}): -1 says that
     * the image shows none, and leaves it out.
     */
    private List<String> ids(String split) {
        if (!Files.isRegularFile(list(split))) {
            List<String> known = knownSplits();
            throw new DataException(list(split) + ": there is no split '" + split + "'." + Nearest.hint(split, known)
                    + " Known: " + String.join(", ", known));
        }
        return ImageFiles.lines(list(split)).stream()
                .map(line -> line.split("\\s+"))
                .filter(columns -> columns.length < 2 || !columns[1].equals("-1"))
                .map(columns -> columns[0])
                .map(id -> ImageFiles.isImage(Path.of(id)) ? id.substring(0, id.lastIndexOf('.')) : id)
                .toList();
    }

    private List<String> knownSplits() {
        return stems(root.resolve("ImageSets").resolve("Main"), ".txt");
    }

    private Path list(String split) {
        return root.resolve("ImageSets").resolve("Main").resolve(split + ".txt");
    }

    private List<String> annotated() {
        return stems(root.resolve("Annotations"), ".xml");
    }

    private static List<String> stems(Path folder, String ending) {
        return ImageFiles.ending(folder, ending).stream().map(ImageFiles::stem).toList();
    }

    private Path annotation(String id) {
        return root.resolve("Annotations").resolve(id + ".xml");
    }

    private Problem unannotated(String id, boolean imageExists) {
        return Problem.error(
                id,
                Origin.of(annotation(id)),
                Problem.Kind.IMAGE_WITHOUT_ANNOTATION,
                "the split lists it, but there is no annotation file" + (imageExists ? "" : ", nor an image"));
    }

    private LabelMap labels(Map<String, VocXml> files) {
        for (String name : List.of("classes.txt", "labels.txt")) {
            Path list = root.resolve(name);
            if (Files.isRegularFile(list)) {
                return LabelMap.of(ImageFiles.lines(list));
            }
        }
        TreeSet<String> names = new TreeSet<>();
        files.values().forEach(xml -> xml.objects().forEach(object -> names.add(object.name())));
        return LabelMap.of(List.copyOf(names));
    }

    /** RgbImage files by their name without ending. */
    private Map<String, Path> images() {
        Path folder = root.resolve("JPEGImages");
        Map<String, Path> images = new HashMap<>();
        for (Path file : ImageFiles.under(folder)) {
            String name = folder.relativize(file).toString();
            images.putIfAbsent(name.substring(0, name.lastIndexOf('.')), file);
        }
        return images;
    }

    private Example example(String id, Path image, VocXml xml, LabelMap labels, Consumer<Problem> problems) {
        List<Annotation> annotations = new ArrayList<>();
        for (VocXml.VocObject object : xml.objects()) {
            Origin origin = Origin.of(annotation(id), object.line());
            if (labels.names().contains(object.name())) {
                int label = labels.label(object.name());
                double area = object.box().area();
                annotations.add(new Annotation(
                        object.box(), label, object.difficult(), object.truncated(), false, area, origin));
            } else {
                problems.accept(Problem.error(
                        id,
                        origin,
                        Problem.Kind.UNKNOWN_CLASS,
                        "class '" + object.name() + "' is not in the folder's list of classes."
                                + Nearest.hint(object.name(), labels.names())));
            }
        }
        return new Example(id, image, xml.width(), xml.height(), annotations, Origin.of(annotation(id)));
    }
}
