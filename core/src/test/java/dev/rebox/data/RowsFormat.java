package dev.rebox.data;

import dev.rebox.box.Box;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A format that the program does not know: rows of {@code image x1 y1 x2 y2 class} in a file that ends in {@code .rows}. */
public final class RowsFormat implements DatasetFormat {
    private static final Dataset.Format ROWS = new Dataset.Format("rows", 0, false);

    @Override
    public Dataset.Format format() {
        return ROWS;
    }

    @Override
    public String looksLike() {
        return "a .rows file";
    }

    @Override
    public boolean recognises(Path path) {
        return path.toString().endsWith(".rows");
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        Map<String, List<Annotation>> boxes = new LinkedHashMap<>();
        List<String> classes = new ArrayList<>();
        for (String line : lines(source.path())) {
            String[] cells = line.split(" ");
            if (!classes.contains(cells[5])) {
                classes.add(cells[5]);
            }
            Box box = new Box(number(cells[1]), number(cells[2]), number(cells[3]), number(cells[4]));
            boxes.computeIfAbsent(cells[0], image -> new ArrayList<>())
                    .add(new Annotation(box, classes.indexOf(cells[5]) + 1, false, false, false, box.area()));
        }
        List<Example> examples = boxes.entrySet().stream()
                .map(image -> new Example(
                        image.getKey(), source.path().resolveSibling(image.getKey()), 100, 50, image.getValue()))
                .toList();
        return new Dataset(source.name(), ROWS, LabelMap.of(classes), examples);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read", e);
        }
    }
}
