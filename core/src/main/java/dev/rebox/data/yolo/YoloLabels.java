package dev.rebox.data.yolo;

import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One label file, row by row. */
final class YoloLabels {
    private YoloLabels() {}

    /**
     * @param image its id
     * @param labelOf from the file's class numbers to labels 1..K
     * @param problems is told of each row that cannot be read, which is left out
     * @return none where there is no such file; empty where it is not text, so that nothing is known of the image
     */
    static Optional<List<YoloRow>> read(
            Path file, String image, Map<Integer, Integer> labelOf, Consumer<Problem> problems) {
        if (!Files.exists(file)) {
            return Optional.of(List.of());
        }
        List<String> lines;
        try {
            lines = TextFile.lines(file);
        } catch (MalformedFile e) {
            problems.accept(
                    Problem.error(image, Origin.of(file, e.line()), Problem.Kind.UNREADABLE_ANNOTATION, e.what()));
            return Optional.empty();
        }
        List<YoloRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                Origin where = Origin.of(file, i + 1);
                try {
                    rows.add(row(where, lines.get(i).split("[\\s,]+"), labelOf));
                } catch (Fault e) {
                    problems.accept(Problem.error(image, where, e.kind, e.what));
                }
            }
        }
        return Optional.of(rows);
    }

    private static YoloRow row(Origin where, String[] words, Map<Integer, Integer> labelOf) throws Fault {
        if (words.length < 5) {
            throw new Fault(
                    Problem.Kind.UNREADABLE_ANNOTATION,
                    "expected 'class centerX centerY width height', found " + words.length
                            + (words.length == 1 ? " word" : " words"));
        }
        double[] values = new double[words.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(words[i + 1]);
        }
        double index = number(words[0]);
        Integer label = index == Math.rint(index) ? labelOf.get((int) index) : null;
        if (label == null) {
            throw new Fault(
                    Problem.Kind.UNKNOWN_CLASS, "class " + words[0] + " is not among the \"names\" of the data.yaml");
        }
        return new YoloRow(label, values, where);
    }

    private static double number(String word) throws Fault {
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
            throw new Fault(Problem.Kind.UNREADABLE_ANNOTATION, "'" + word + "' is not finite");
        } catch (NumberFormatException e) {
            throw new Fault(Problem.Kind.UNREADABLE_ANNOTATION, "'" + word + "' is not a number");
        }
    }

    /** What is wrong with a row. */
    private static final class Fault extends Exception {
        private final Problem.Kind kind;
        private final String what;

        Fault(Problem.Kind kind, String what) {
            super(what);
            this.kind = kind;
            this.what = what;
        }
    }
}
