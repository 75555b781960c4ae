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
import dev.rebox.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A folder in a layout of PASCAL VOC, see {@link VocLayout}.
 *
 * <p>The classes are those of {@code classes.txt} or {@code labels.txt} in the folder, one a line, where there is such a
 * file; else the names in all annotation files of the folder, sorted, so that every split has the same label map (for
 * PASCAL's own twenty classes this is PASCAL's own order).
 */
final class VocFolder {
    private final VocLayout layout;
    private final Map<String, Path> annotations;
    private final Map<String, Path> images;

    /** @throws DataException if this is not such a folder */
    VocFolder(Path root) {
        layout = VocLayout.of(root)
                .orElseThrow(() ->
                        new DataException(root + ": this is not a VOC data set: it needs Annotations/ with XML files"
                                + " and JPEGImages/, or XML files beside the images"));
        annotations = layout.annotationFiles();
        images = layout.imageFiles();
    }

    /**
     * Reads one split, or every annotated image where none is asked for or the folder has no splits.
     *
     * @param problems is told of each annotation file, object and listed name that cannot be read, which is then left out
     */
    Dataset read(String name, Optional<String> split, Consumer<Problem> problems) {
        List<VocSplits.Line> lines = lines(split);
        Map<String, VocXml> files = new HashMap<>();
        Map<String, AnnotationException> faults = new HashMap<>();
        annotations.forEach((id, file) -> {
            try {
                files.put(id, VocXml.read(file));
            } catch (AnnotationException e) {
                faults.put(id, e);
            }
        });
        LabelMap labels = labels(files);
        Map<String, ImageFiles.PassedOver> unread = layout.unread();
        Map<String, String> byFileName = byFileName();
        List<Example> examples = new ArrayList<>();
        for (VocSplits.Line line : lines) {
            String id = line.id();
            VocXml xml = files.get(id);
            AnnotationException fault = faults.get(id);
            if (fault != null) {
                problems.accept(fault.asProblem(id));
            } else if (xml == null) {
                problems.accept(unannotated(line));
            } else if (!images.containsKey(id) && unread.containsKey(id)) {
                ImageFiles.PassedOver image = unread.get(id);
                problems.accept(Problem.error(
                        id, Origin.of(image.file()), Problem.Kind.UNREAD_FILE, "the image " + image.why()));
            } else {
                xml.faults().forEach(one -> problems.accept(one.asProblem(id)));
                examples.add(example(id, image(id, xml, byFileName), xml, labels, problems));
            }
        }
        Set<String> read = lines.stream().map(VocSplits.Line::id).collect(Collectors.toSet());
        new VocStrays(layout, annotations, images, unread).report(read, problems);
        return new Dataset(name, Dataset.Format.VOC, labels, examples);
    }

    /** The splits and the ids that each lists. */
    Map<String, List<String>> splits() {
        return VocSplits.in(layout.root(), annotations.keySet())
                .map(VocSplits::usual)
                .orElseGet(() -> layout.splitFolders().keySet().stream()
                        .collect(Collectors.toMap(split -> split, this::idsOfFolder)));
    }

    private List<String> idsOfFolder(String split) {
        return annotations.keySet().stream()
                .filter(id -> id.startsWith(split + "/"))
                .toList();
    }

    private List<VocSplits.Line> lines(Optional<String> split) {
        Optional<VocSplits> lists = VocSplits.in(layout.root(), annotations.keySet());
        if (split.isPresent() && lists.isPresent()) {
            return lists.get().of(split.get());
        }
        boolean folder = split.isPresent() && layout.split(split.get()).isPresent();
        if (split.isPresent() && !folder && !layout.splitFolders().isEmpty()) {
            Set<String> known = layout.splitFolders().keySet();
            throw new DataException(layout.root() + ": there is no split '" + split.get() + "'."
                    + Nearest.hint(split.get(), List.copyOf(known)) + " Known: " + String.join(", ", known));
        }
        List<String> ids = folder ? idsOfFolder(split.get()) : List.copyOf(annotations.keySet());
        return ids.stream()
                .map(id -> new VocSplits.Line(id, Origin.of(annotations.getOrDefault(id, layout.annotations()))))
                .toList();
    }

    private Problem unannotated(VocSplits.Line line) {
        Path place = layout.annotations().resolve(line.id() + ".xml");
        return Problem.error(
                line.id(),
                line.origin(),
                Problem.Kind.IMAGE_WITHOUT_ANNOTATION,
                "the split lists it, but there is no annotation file " + place
                        + (images.containsKey(line.id()) ? "" : ", nor an image"));
    }

    private LabelMap labels(Map<String, VocXml> files) {
        for (String name : List.of("classes.txt", "labels.txt")) {
            Path list = layout.root().resolve(name);
            if (Files.isRegularFile(list)) {
                return LabelMap.of(TextFile.lines(list).stream()
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList());
            }
        }
        TreeSet<String> names = new TreeSet<>();
        files.values().forEach(xml -> xml.objects().forEach(object -> names.add(object.name())));
        return LabelMap.of(List.copyOf(names));
    }

    /** From the last name of each image file, with its ending, to its id; for annotations whose own name leads nowhere. */
    private Map<String, String> byFileName() {
        Map<String, String> ids = new HashMap<>();
        images.forEach((id, file) -> ids.merge(file.getFileName().toString(), id, (a, b) -> ""));
        return ids;
    }

    private Path image(String id, VocXml xml, Map<String, String> byFileName) {
        Path own = images.get(id);
        if (own != null) {
            return own;
        }
        String named = xml.fileName().replaceFirst("^.*[/\\\\]", "");
        Path other = images.get(byFileName.getOrDefault(named, ""));
        return other != null ? other : layout.images().resolve(id + ".jpg");
    }

    private Example example(String id, Path image, VocXml xml, LabelMap labels, Consumer<Problem> problems) {
        List<Annotation> boxes = new ArrayList<>();
        Path file = annotations.getOrDefault(id, layout.annotations());
        for (VocXml.VocObject object : xml.objects()) {
            Origin origin = Origin.of(file, object.line());
            if (labels.names().contains(object.name())) {
                int label = labels.label(object.name());
                double area = object.box().area();
                boxes.add(new Annotation(
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
        return new Example(id, image, xml.width(), xml.height(), boxes, Origin.of(file));
    }
}
