package dev.rebox.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.box.Box;
import dev.rebox.data.LabelMap;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.ShownLabels;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The JSON of {@code rebox labels}.
 *
 * @param classes the background, then K names: what the entries of a soft label stand for
 */
record LabelsDocument(List<String> classes, Iterator<Image> images) {
    /** An image and its labels. */
    record Labelled(String id, RecycledLabels labels, List<ShownLabels> others) {}

    /** @param tasks the labels of other tasks by name, left out where nobody asked */
    record Image(
            String id,
            int width,
            int height,
            List<LabelledObject> boxes,
            List<Window> windows,
            Foreground foreground,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Window>> tasks) {}

    /** @param closeness {@code [K+1]} */
    record LabelledObject(@JsonProperty("class") String name, double[] box, double[] closeness) {}

    /** @param label {@code [K+1]} */
    record Window(double[] box, double[] label) {}

    /** @param mask 64 rows of 64 digits @param weight {@code [64][64]} */
    record Foreground(List<String> mask, List<float[]> weight) {}

    static LabelsDocument of(LabelMap names, Stream<Labelled> images) {
        List<String> classes =
                IntStream.rangeClosed(0, names.size()).mapToObj(names::name).toList();
        return new LabelsDocument(classes, images.map(p -> image(p, names)).iterator());
    }

    private static Image image(Labelled image, LabelMap names) {
        RecycledLabels labels = image.labels();
        List<LabelledObject> boxes = IntStream.range(0, labels.boxes().size())
                .mapToObj(b -> new LabelledObject(
                        names.name(labels.boxes().get(b).label()),
                        corners(labels.boxes().get(b).box()),
                        labels.closeness()[b]))
                .toList();
        List<Window> windows = IntStream.range(0, labels.windows().size())
                .mapToObj(w -> new Window(corners(labels.windows().get(w)), labels.multiObject()[w]))
                .toList();
        Map<String, List<Window>> tasks = new LinkedHashMap<>();
        for (ShownLabels task : image.others()) {
            tasks.put(
                    task.task(),
                    task.labels().stream()
                            .map(label -> new Window(corners(label.region()), label.values()))
                            .toList());
        }
        return new Image(
                image.id(), labels.width(), labels.height(), boxes, windows, foreground(labels.foreground()), tasks);
    }

    private static Foreground foreground(ForegroundLabel label) {
        int size = ForegroundLabel.SIZE;
        return new Foreground(
                IntStream.range(0, size)
                        .mapToObj(y -> digits(label.mask(), y * size, size))
                        .toList(),
                IntStream.range(0, size)
                        .mapToObj(y -> Arrays.copyOfRange(label.weight(), y * size, (y + 1) * size))
                        .toList());
    }

    private static String digits(boolean[] mask, int from, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = from; i < from + count; i++) {
            digits.append(mask[i] ? '1' : '0');
        }
        return digits.toString();
    }

    private static double[] corners(Box box) {
        return new double[] {box.x1(), box.y1(), box.x2(), box.y2()};
    }
}
