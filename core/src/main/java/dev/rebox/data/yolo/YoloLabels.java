package dev.rebox.data.yolo;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One label file: lines of {@code class centerX centerY width height} as fractions of the image's sides, or of
 * {@code class x1 y1 x2 y2 x3 y3...}, a polygon, of which the box around it is taken.
 */
final class YoloLabels {
    private YoloLabels() {}

    /**
     * @param labelOf from the file's class numbers to labels 1..K
     * @return the boxes in pixels; none where there is no such file
     * @throws AnnotationException naming the line
     */
    static List<Annotation> read(Path file, int width, int height, Map<Integer, Integer> labelOf) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(file), "cannot be read as text: " + e.getMessage(), e);
        }
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                annotations.add(annotation(Origin.of(file, i + 1), line.split("\\s+"), width, height, labelOf));
            }
        }
        return annotations;
    }

    private static Annotation annotation(
            Origin where, String[] words, int width, int height, Map<Integer, Integer> labelOf) {
        boolean polygon = words.length >= 7 && words.length % 2 == 1;
        if (words.length != 5 && !polygon) {
            throw new AnnotationException(
                    where, "expected 'class centerX centerY width height', found " + words.length + " words");
        }
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                values[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new AnnotationException(where, "'" + words[i] + "' is not a number", e);
            }
            if (!Double.isFinite(values[i])) {
                throw new AnnotationException(where, "'" + words[i] + "' is not finite");
            }
        }
        Integer label = values[0] == Math.rint(values[0]) ? labelOf.get((int) values[0]) : null;
        if (label == null) {
            throw new AnnotationException(where, "class " + words[0] + " is not among the \"names\" of the data.yaml");
        }
        Box box = (polygon ? around(values) : centered(values)).scale(width, height);
        return new Annotation(box, label, false, false, false, box.area(), where);
    }

    private static Box centered(double[] v) {
        return Box.ofSize(v[1] - v[3] / 2, v[2] - v[4] / 2, v[3], v[4]);
    }

    private static Box around(double[] v) {
        double x1 = v[1];
        double x2 = v[1];
        double y1 = v[2];
        double y2 = v[2];
        for (int i = 3; i < v.length; i += 2) {
            x1 = Math.min(x1, v[i]);
            x2 = Math.max(x2, v[i]);
            y1 = Math.min(y1, v[i + 1]);
            y2 = Math.max(y2, v[i + 1]);
        }
        return new Box(x1, y1, x2, y2);
    }
}
