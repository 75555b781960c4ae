package dev.rebox.data.convert;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** From any format that is read to one that is written: {@code voc}, {@code coco} or {@code yolo}. */
public final class Conversion {
    private static final Map<String, Writer> WRITERS =
            Map.of("voc", new VocWriter(), "coco", new CocoFiles(), "yolo", new YoloWriter());

    private Conversion() {}

    /**
     * A part of a data set.
     *
     * @param name of the split; empty where the data set has none
     */
    record Part(String name, Dataset data) {}

    /** What a box may be marked as. */
    enum Mark {
        CROWD("crowd boxes", Annotation::crowd),
        DIFFICULT("marks 'difficult'", Annotation::difficult),
        TRUNCATED("marks 'truncated'", Annotation::truncated);

        private final String title;
        private final Predicate<Annotation> has;

        Mark(String title, Predicate<Annotation> has) {
            this.title = title;
            this.has = has;
        }
    }

    /** What a format can hold, and how it is written. */
    interface Writer {
        Set<Mark> marks();

        /** @param parts their images lie below {@link #imageFolder} already @param out the folder of the new data set */
        void write(Path out, List<Part> parts);

        /** Under what the written split is read. */
        String address(Path out, String split);

        /** Where the images of a split go, below the new data set's folder. */
        Path imageFolder(String split);
    }

    /**
     * What was written.
     *
     * @param images of all splits, each once
     * @param boxes of these
     * @param leftOut a line for each image or kind of mark that the new data set does not have
     * @param addresses of the new splits, to train on or to check
     */
    public record Result(int images, int boxes, List<String> leftOut, List<String> addresses) {}

    /**
     * Converts.
     *
     * @param spec the data set's address; without a split, all its splits are kept
     * @param format {@code voc}, {@code coco} or {@code yolo}
     * @param out a new or empty folder; images are linked into it where the file system can, else copied
     * @throws ConfigException for an unknown format, or a folder that holds something
     * @throws DataException if the data set cannot be read
     */
    public static Result convert(String spec, OpenOptions options, String format, Path out) {
        Writer writer = WRITERS.get(format);
        if (writer == null) {
            List<String> known = List.of("voc", "coco", "yolo");
            throw new ConfigException("--to: unknown format '" + format + "'." + Nearest.hint(format, known)
                    + " Known: " + String.join(", ", known));
        }
        requireEmpty(out);
        List<String> leftOut = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        ImageCopies copies = new ImageCopies(out);
        Set<String> images = new LinkedHashSet<>();
        int boxes = 0;
        for (Part part : parts(spec, options, leftOut)) {
            List<Example> kept = new ArrayList<>();
            for (Example example : part.data.examples()) {
                try {
                    Example sized = sized(example);
                    Path file = copies.copy(example, writer.imageFolder(part.name));
                    Example held = held(sized, writer);
                    kept.add(new Example(
                            held.id(), file, held.width(), held.height(), held.annotations(), held.origin()));
                    if (images.add(example.image().toString())) {
                        boxes += held.annotations().size();
                    }
                } catch (DataException e) {
                    leftOut.add("image " + example.id() + ": " + e.getMessage());
                }
            }
            parts.add(new Part(part.name, part.data.withExamples(kept)));
            losses(part.data, writer, format, leftOut);
        }
        writer.write(out, parts);
        List<String> addresses =
                parts.stream().map(part -> writer.address(out, part.name)).toList();
        return new Result(images.size(), boxes, leftOut.stream().distinct().toList(), addresses);
    }

    private static void requireEmpty(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isPresent()) {
                throw new ConfigException("--out: " + out + " is not empty. Give a new folder.");
            }
        } catch (IOException e) {
            throw new ConfigException("--out: " + out + " is not a folder that can be used: " + e.getMessage());
        }
    }

    /** The splits of the address, or the one that it names; what is faulty in them is told. */
    private static List<Part> parts(String spec, OpenOptions options, List<String> leftOut) {
        List<Part> parts = new ArrayList<>();
        List<String> splits = splits(spec, options);
        for (String split : splits) {
            parts.add(new Part(split, open(spec + ":" + split, options, leftOut)));
        }
        if (parts.isEmpty()) {
            parts.add(new Part(named(spec), open(spec, options, leftOut)));
        }
        return parts;
    }

    private static Dataset open(String spec, OpenOptions options, List<String> leftOut) {
        List<Problem> problems = new ArrayList<>();
        Dataset data = Datasets.join(Datasets.openParts(spec, options, problems::add));
        problems.stream().filter(Problem::isError).map(Problem::toString).forEach(leftOut::add);
        return data;
    }

    /** Those of an address without a split; a list that is the union of two others says nothing of its own. */
    private static List<String> splits(String spec, OpenOptions options) {
        if (!Files.exists(Path.of(spec))) {
            return List.of();
        }
        List<String> names = new ArrayList<>(Datasets.splits(spec, options).keySet().stream()
                .map(key -> key.substring(key.lastIndexOf(':') + 1))
                .toList());
        if (names.contains("train") && names.contains("val")) {
            names.remove("trainval");
        }
        return names;
    }

    /** The split that an address ends with. */
    private static String named(String spec) {
        int colon = spec.lastIndexOf(':');
        String behind = colon < 0 ? "" : spec.substring(colon + 1);
        boolean split = !Files.exists(Path.of(spec)) && !spec.contains("+") && behind.matches("[\\w-]+");
        return split ? behind : "";
    }

    private static Example sized(Example example) {
        if (example.width() > 0 && example.height() > 0) {
            return example;
        }
        ImageHeader header = ImageHeader.read(example.image());
        return new Example(
                example.id(),
                example.image(),
                header.uprightWidth(),
                header.uprightHeight(),
                example.annotations(),
                example.origin());
    }

    private static Example held(Example example, Writer writer) {
        return writer.marks().contains(Mark.CROWD)
                ? example
                : example.withAnnotations(
                        example.annotations().stream().filter(a -> !a.crowd()).toList());
    }

    private static void losses(Dataset data, Writer writer, String format, List<String> leftOut) {
        for (Mark mark : Mark.values()) {
            if (writer.marks().contains(mark)) {
                continue;
            }
            long count = data.examples().stream()
                    .flatMap(e -> e.annotations().stream())
                    .filter(mark.has)
                    .count();
            if (count > 0) {
                leftOut.add(data.name() + ": " + count + " " + mark.title + ", which " + format + " does not have");
            }
        }
    }
}
