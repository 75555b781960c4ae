package dev.rebox.data.csv;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Numbers;
import dev.rebox.data.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a table hold. Known are the names of {@code file,x1,y1,x2,y2,class}, of TensorFlow's
 * {@code filename,width,height,class,xmin,ymin,xmax,ymax}, of tables with {@code x,y,w,h}, and of Open Images
 * ({@code ImageID}, {@code XMin} ..., fractions of the sides).
 *
 * @param named whether the first line names the columns
 * @param fractions whether the numbers are fractions of the image's sides
 * @param at the place of each column that is known: file, x1, y1, x2, y2, w, h, width, height, class
 */
record CsvColumns(boolean named, boolean fractions, Map<String, Integer> at) {
    private static final Map<String, List<String>> NAMES = Map.of(
            "file",
                    List.of(
                            "file",
                            "filename",
                            "file_name",
                            "image",
                            "image_path",
                            "imagepath",
                            "path",
                            "img",
                            "imageid",
                            "image_id",
                            "image_name",
                            "external_id"),
            "x1", List.of("x1", "xmin", "x_min", "left", "x", "bbox_x"),
            "y1", List.of("y1", "ymin", "y_min", "top", "y", "bbox_y"),
            "x2", List.of("x2", "xmax", "x_max", "right"),
            "y2", List.of("y2", "ymax", "y_max", "bottom"),
            "w", List.of("w", "bbox_w", "bbox_width", "box_width"),
            "h", List.of("h", "bbox_h", "bbox_height", "box_height"),
            "width", List.of("width", "image_width", "imagewidth", "img_width"),
            "height", List.of("height", "image_height", "imageheight", "img_height"),
            "class",
                    List.of(
                            "class",
                            "label",
                            "name",
                            "class_name",
                            "classname",
                            "category",
                            "label_name",
                            "labelname",
                            "object"));

    /** @throws AnnotationException if the first line neither names the columns nor is a row of six */
    static CsvColumns of(String[] first, Origin where) {
        Map<String, Integer> at = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            String name = first[i].strip().toLowerCase(Locale.ROOT).replace(' ', '_');
            int place = i;
            NAMES.forEach((column, names) -> {
                if (names.contains(name)) {
                    at.putIfAbsent(column, place);
                }
            });
        }
        boolean sides = at.containsKey("w") && at.containsKey("h");
        boolean corners = at.containsKey("x2") && at.containsKey("y2");
        if (!sides && !corners && at.containsKey("width") && at.containsKey("height")) {
            // x, y, width, height: of the box, since nothing else gives its size.
            at.put("w", at.remove("width"));
            at.put("h", at.remove("height"));
            sides = true;
        }
        boolean named = at.containsKey("file")
                && at.containsKey("class")
                && at.containsKey("x1")
                && at.containsKey("y1")
                && (sides || corners);
        if (named) {
            boolean fractions =
                    List.of(first).contains("ImageID") && List.of(first).contains("XMin");
            return new CsvColumns(true, fractions, at);
        }
        if (first.length >= 6 && isNumber(first[1]) && isNumber(first[2]) && isNumber(first[3]) && isNumber(first[4])) {
            return new CsvColumns(false, false, Map.of("file", 0, "x1", 1, "y1", 2, "x2", 3, "y2", 4, "class", 5));
        }
        throw new AnnotationException(
                where,
                "the first line must name the columns (file,x1,y1,x2,y2,class) or be such a row; it is '"
                        + String.join(",", first) + "'");
    }

    private static boolean isNumber(String text) {
        return text.isBlank() || text.strip().matches("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?");
    }

    String file(String[] cells) {
        return cell(cells, "file");
    }

    String className(String[] cells, Origin where) {
        String name = cell(cells, "class");
        if (name.isBlank()) {
            throw new AnnotationException(where, "the row has a box and no class");
        }
        return name;
    }

    /** The image's size, 0 where the table does not say. */
    int[] size(String[] cells) {
        double width = Numbers.finite(cell(cells, "width"));
        double height = Numbers.finite(cell(cells, "height"));
        boolean sized = width >= 1 && height >= 1;
        return new int[] {sized ? (int) width : 0, sized ? (int) height : 0};
    }

    /** The row's box in pixels; empty where all its cells are empty: an image without boxes. */
    Optional<Box> box(String[] cells, int width, int height, Origin where) {
        boolean corners = at.containsKey("x2");
        List<String> names = corners ? List.of("x1", "y1", "x2", "y2") : List.of("x1", "y1", "w", "h");
        if (names.stream().allMatch(name -> cell(cells, name).isBlank())) {
            return Optional.empty();
        }
        double[] v = new double[4];
        for (int i = 0; i < 4; i++) {
            String text = cell(cells, names.get(i));
            v[i] = Numbers.finite(text);
            if (Double.isNaN(v[i])) {
                throw new AnnotationException(where, names.get(i) + " is not a number: '" + text + "'");
            }
        }
        Box box = corners ? new Box(v[0], v[1], v[2], v[3]) : Box.ofSize(v[0], v[1], v[2], v[3]);
        return Optional.of(fractions ? box.scale(width, height) : box);
    }

    private String cell(String[] cells, String column) {
        Integer place = at.get(column);
        return place == null || place >= cells.length ? "" : cells[place].strip();
    }
}
