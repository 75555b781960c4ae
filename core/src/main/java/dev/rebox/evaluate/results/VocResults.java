package dev.rebox.evaluate.results;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.error.DataException;
import dev.rebox.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The VOC development kit's results: a folder with a text file {@code comp4_det_SET_CLASS.txt} a class, each line
 * {@code image score xmin ymin xmax ymax}.
 *
 * <p>For truth in VOC's format the numbers are the kit's: counted from 1, both ends inside. For truth in other formats
 * they are edges counted from 0, as everywhere in this program.
 */
public final class VocResults {
    /** The name of an image may hold blanks, as a file's may; the five numbers behind it do not. */
    private static final Pattern LINE = Pattern.compile("(.*\\S)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)");

    private VocResults() {}

    /**
     * Reads all class files of a folder; a class without a file has no detections.
     *
     * @param left is told of each class that the truth does not have, such as one of which a VOC folder shows no object; its
     *     detections are left out
     * @return by image id, in the order of the lines
     * @throws DataException naming the file and the line that is wrong
     */
    public static Map<String, List<Detection>> read(Path folder, Dataset truth, Consumer<String> left) {
        KnownNames known = new KnownNames(truth, truth.labels(), left);
        double first = firstPixel(truth);
        Map<String, List<Detection>> detections = new LinkedHashMap<>();
        classFiles(folder, truth, known).forEach((label, file) -> readClass(file, label, known, first, detections));
        return detections;
    }

    /**
     * Writes a file for each class, empty ones too, since the server wants all.
     *
     * @param set the name of the image set, e.g. {@code test}
     */
    public static void write(Path folder, String set, Dataset dataset, Map<String, List<Detection>> detections) {
        double first = firstPixel(dataset);
        for (int label = 1; label <= dataset.labels().size(); label++) {
            int wanted = label;
            String name = dataset.labels().name(label);
            AtomicFile.write(folder.resolve("comp4_det_" + set + "_" + name + ".txt"), out -> {
                PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
                detections.forEach((image, found) -> found.stream()
                        .filter(d -> d.label() == wanted)
                        .forEach(d -> lines.print(
                                image + " " + d.score() + " " + (d.box().x1() + first) + " "
                                        + (d.box().y1() + first) + " " + d.box().x2() + " "
                                        + d.box().y2() + "\n")));
                lines.flush();
            });
        }
    }

    /** What the files call the first pixel: the kit counts from 1 and both ends inside, so only the low ends shift. */
    private static double firstPixel(Dataset dataset) {
        return dataset.format().firstPixel();
    }

    private static Map<Integer, Path> classFiles(Path folder, Dataset truth, KnownNames known) {
        Map<Integer, Path> files = new TreeMap<>();
        boolean any = false;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "comp*_det_*.txt")) {
            for (Path file : all) {
                any = true;
                int label = labelOf(file, truth.labels().names(), known);
                if (label == 0) {
                    continue;
                }
                Path other = files.put(label, file);
                if (other != null) {
                    throw new DataException(file + ": " + other.getFileName()
                            + " holds the same class; give a folder with the files of one image set");
                }
            }
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be read: " + e.getMessage(), e);
        }
        if (any && files.isEmpty()) {
            throw new DataException(folder + ": holds no file of a class that " + truth.name() + " has. Known: "
                    + String.join(", ", truth.labels().names()));
        }
        if (files.isEmpty()) {
            throw new DataException(folder + ": holds no file comp4_det_SET_CLASS.txt");
        }
        return files;
    }

    /** The label of the longest class name that the file's name ends with, since names may hold underscores; 0 for none. */
    private static int labelOf(Path file, List<String> names, KnownNames known) {
        String stem = file.getFileName().toString().replaceFirst("\\.txt$", "");
        int best = -1;
        for (int k = 0; k < names.size(); k++) {
            boolean longer = best < 0 || names.get(k).length() > names.get(best).length();
            if (stem.endsWith("_" + names.get(k)) && longer) {
                best = k;
            }
        }
        return best < 0 ? known.label(stem.substring(stem.lastIndexOf('_') + 1)) : best + 1;
    }

    private static void readClass(
            Path file, int label, KnownNames known, double first, Map<String, List<Detection>> into) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    readLine(line.strip(), file + ":" + number, label, known, first, into);
                }
            }
        } catch (MalformedInputException e) {
            throw new DataException(file + ":" + (number + 1) + ": is not text", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void readLine(
            String line, String place, int label, KnownNames known, double first, Map<String, List<Detection>> into) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new DataException(
                    place + ": has " + line.split("\\s+").length + " values, not six: image score xmin ymin xmax ymax");
        }
        String image = known.image(parts.group(1));
        if (image == null) {
            throw new DataException(place + ": " + known.unknownImage(parts.group(1)));
        }
        double score = number(parts.group(2), place);
        Box box = new Box(
                number(parts.group(3), place) - first,
                number(parts.group(4), place) - first,
                number(parts.group(5), place),
                number(parts.group(6), place));
        if (box.width() < 0 || box.height() < 0) {
            throw new DataException(place + ": the box ends before it starts: " + line);
        }
        into.computeIfAbsent(image, id -> new ArrayList<>()).add(new Detection(box, label, score));
    }

    private static double number(String text, String place) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new DataException(place + ": '" + text + "' is not a number");
        }
        throw new DataException(place + ": " + text + " is not finite");
    }
}
