package dev.rebox.data.cvat;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetBuilder;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.ImagePlaces;
import dev.rebox.data.Numbers;
import dev.rebox.data.Origin;
import dev.rebox.data.PointsBox;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One document. Boxes, also rotated ones, polygons, polylines, ellipses and masks give boxes; points and tags have none. A
 * video's tracks are boxes of frames, whose images are called {@code frame_000000.PNG}, as CVAT exports them.
 */
final class CvatXml {
    private static final Set<String> SHAPES = Set.of("box", "polygon", "polyline", "ellipse", "mask", "cuboid");

    private final Path file;
    private final DatasetFormat.Source source;
    private final List<String> classes = new ArrayList<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private int videoWidth;
    private int videoHeight;

    private record Shape(String kind, String label, Map<String, String> numbers, Origin origin) {}

    private static final class Image {
        private final String name;
        private final String subset;
        private final int width;
        private final int height;
        private final Origin origin;
        private final List<Shape> shapes = new ArrayList<>();

        Image(String name, String subset, int width, int height, Origin origin) {
            this.name = name;
            this.subset = subset;
            this.width = width;
            this.height = height;
            this.origin = origin;
        }
    }

    /** Reads the document; the reader stands at its root. */
    CvatXml(Path file, DatasetFormat.Source source, XMLStreamReader xml) throws XMLStreamException {
        this.file = file;
        this.source = source;
        List<String> path = new ArrayList<>(List.of("annotations"));
        Image image = null;
        String track = "";
        StringBuilder text = new StringBuilder();
        while (!path.isEmpty()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                String element = xml.getLocalName();
                path.add(element);
                text.setLength(0);
                if (element.equals("image") && path.size() == 2) {
                    image = image(xml);
                } else if (element.equals("track") && path.size() == 2) {
                    track = attribute(xml, "label");
                } else if (SHAPES.contains(element) && image != null) {
                    image.shapes.add(shape(xml, attribute(xml, "label")));
                } else if (SHAPES.contains(element) && path.get(1).equals("track")) {
                    addToFrame(xml, track);
                }
            } else if (event == XMLStreamReader.CHARACTERS) {
                text.append(xml.getText());
            } else if (event == XMLStreamReader.END_ELEMENT) {
                meta(path, text.toString().strip());
                if (path.remove(path.size() - 1).equals("image")) {
                    image = null;
                }
            }
        }
    }

    private void meta(List<String> path, String text) {
        int n = path.size();
        if (n >= 3 && path.get(n - 1).equals("name") && path.get(n - 2).equals("label")) {
            classes.add(text);
        } else if (n >= 3 && path.get(n - 2).equals("original_size")) {
            int pixels = pixels(text);
            videoWidth = path.get(n - 1).equals("width") ? pixels : videoWidth;
            videoHeight = path.get(n - 1).equals("height") ? pixels : videoHeight;
        }
    }

    private Image image(XMLStreamReader xml) {
        String name = attribute(xml, "name");
        Image image = new Image(
                name,
                attribute(xml, "subset"),
                pixels(attribute(xml, "width")),
                pixels(attribute(xml, "height")),
                origin(xml));
        images.put(name, image);
        return image;
    }

    private void addToFrame(XMLStreamReader xml, String label) {
        if (attribute(xml, "outside").equals("1")) {
            return; // the object is not to be seen in this frame
        }
        String name = String.format(Locale.ROOT, "frame_%06d.PNG", pixels(attribute(xml, "frame")));
        images.computeIfAbsent(name, any -> new Image(name, "", videoWidth, videoHeight, origin(xml)))
                .shapes
                .add(shape(xml, label));
    }

    private Shape shape(XMLStreamReader xml, String label) {
        Map<String, String> numbers = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            numbers.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return new Shape(xml.getLocalName(), label, numbers, origin(xml));
    }

    private Origin origin(XMLStreamReader xml) {
        return Origin.of(file, xml.getLocation().getLineNumber());
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static int pixels(String text) {
        double value = Numbers.finite(text);
        return value > 0 ? (int) value : 0;
    }

    /** The ids of each subset that is named. */
    Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        images.values().stream().filter(image -> !image.subset.isEmpty()).forEach(image -> splits.computeIfAbsent(
                        image.subset, any -> new ArrayList<>())
                .add(DatasetBuilder.id(image.name)));
        return splits;
    }

    Dataset read(String name, Consumer<Problem> problems) {
        Optional<String> split = source.split();
        List<String> known = List.copyOf(splits().keySet());
        if (split.isPresent() && !known.contains(split.get())) {
            throw new DataException(file + ": there is no split '" + split.get() + "'."
                    + Nearest.hint(split.get(), known)
                    + (known.isEmpty() ? " No image has a subset." : " Known: " + String.join(", ", known)));
        }
        ImagePlaces places = new ImagePlaces(file, source.images());
        DatasetBuilder set = new DatasetBuilder();
        set.classes(classes);
        for (Image image : images.values()) {
            if (split.isPresent() && !image.subset.equals(split.get())) {
                continue;
            }
            String id = DatasetBuilder.id(image.name);
            DatasetBuilder.Image into = set.image(id, places.of(image.name), image.width, image.height, image.origin);
            for (Shape shape : image.shapes) {
                try {
                    into.add(shape.label, box(shape), shape.origin);
                } catch (AnnotationException e) {
                    problems.accept(e.asProblem(id));
                }
            }
        }
        return set.build(name, CvatFormat.CVAT);
    }

    private static Box box(Shape shape) {
        if (shape.label.isBlank()) {
            throw new AnnotationException(shape.origin, "a <" + shape.kind + "> has no label");
        }
        return switch (shape.kind) {
            case "box" ->
                rotated(
                        new Box(number(shape, "xtl"), number(shape, "ytl"), number(shape, "xbr"), number(shape, "ybr")),
                        shape);
            case "ellipse" ->
                rotated(
                        Box.ofSize(
                                number(shape, "cx") - number(shape, "rx"),
                                number(shape, "cy") - number(shape, "ry"),
                                2 * number(shape, "rx"),
                                2 * number(shape, "ry")),
                        shape);
            case "mask" ->
                Box.ofSize(
                        number(shape, "left"), number(shape, "top"), number(shape, "width"), number(shape, "height"));
            case "cuboid" -> cuboid(shape);
            default -> points(shape);
        };
    }

    /** The box around a box that is turned by degrees about its middle. */
    private static Box rotated(Box box, Shape shape) {
        if (!shape.numbers.containsKey("rotation")) {
            return box;
        }
        return PointsBox.rotated(box.centerX(), box.centerY(), box.width(), box.height(), number(shape, "rotation"));
    }

    private static Box cuboid(Shape shape) {
        PointsBox box = new PointsBox();
        for (String corner : List.of("tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2")) {
            box.add(number(shape, "x" + corner), number(shape, "y" + corner));
        }
        return given(box.box(), shape);
    }

    private static Box points(Shape shape) {
        PointsBox box = new PointsBox();
        for (String point : shape.numbers.getOrDefault("points", "").split(";")) {
            String[] xy = point.split(",");
            if (xy.length == 2) {
                box.add(parsed(xy[0], shape, "points"), parsed(xy[1], shape, "points"));
            }
        }
        return given(box.box(), shape);
    }

    private static Box given(Optional<Box> box, Shape shape) {
        return box.orElseThrow(() ->
                new AnnotationException(shape.origin, "the <" + shape.kind + "> '" + shape.label + "' has no area"));
    }

    private static double number(Shape shape, String name) {
        return parsed(shape.numbers.get(name), shape, name);
    }

    private static double parsed(@Nullable String text, Shape shape, String name) {
        double value = text == null ? Double.NaN : Numbers.finite(text);
        if (Double.isNaN(value)) {
            throw new AnnotationException(
                    shape.origin,
                    "the <" + shape.kind + "> '" + shape.label + "' has "
                            + (text == null ? "no " + name : name + " '" + text + "', which is not a number"));
        }
        return value;
    }
}
